import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { SendConnections } from './send-connections.ts'

async function startServer(answer: (path: string) => number) {
  let atOnce = 0
  let mostAtOnce = 0
  const paths: string[] = []
  const server = createServer((request, response) => {
    atOnce += 1
    mostAtOnce = Math.max(mostAtOnce, atOnce)
    const path = request.url ?? ''
    paths.push(path)
    request.resume()
    request.once('end', () => {
      setImmediate(() => {
        atOnce -= 1
        const status = answer(path)
        if (status === 0) request.socket.destroy()
        else response.writeHead(status, { 'x-path': path }).end(`answer to ${path}`)
      })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    mostAtOnce: () => mostAtOnce,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const post = (path: string) => ({ method: 'POST' as const, path, body: '{}' })

test('no more requests than connections are on their way, and each has its own answer', async () => {
  await using server = await startServer(() => 200)
  const connections = new SendConnections(server.origin, 4, {})
  const asked = Array.from({ length: 3_000 }, (_, index) => `/${index}`)
  const answers = await Promise.all(asked.map((path) => connections.request(post(path))))
  assert.deepEqual(
    answers.map(({ text }) => text),
    asked.map((path) => `answer to ${path}`),
  )
  assert.equal(answers[7]?.status, 200)
  assert.equal(answers[7]?.headers['x-path'], '/7')
  assert.ok(server.mostAtOnce() <= 4)
  assert.equal(new Set(server.paths).size, asked.length)
  await connections.close()
})

test('a connection that breaks fails its own request only, and is opened again', async () => {
  await using server = await startServer((path) => (path === '/broken' ? 0 : 200))
  const connections = new SendConnections(server.origin, 1, {})
  const results = await Promise.allSettled(
    ['/one', '/broken', '/two'].map((path) => connections.request(post(path))),
  )
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
  await connections.close()
})
