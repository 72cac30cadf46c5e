import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { createLog } from '../platform/log.ts'
import { createHttpApp } from './http-app.ts'
import { httpProblem } from './http-problems.ts'

/** Sends a body and closes the connection afterwards, as plain clients do; tells the answer or the failure. */
function post(url: string, bytes: number, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        agent: false,
        headers: { connection: 'close', 'content-length': String(bytes), ...headers },
      },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      },
    )
    call.once('error', reject)
    call.end(Buffer.alloc(bytes, 'a'))
  })
}

test('who sends too much, or may not send, gets to read why', async () => {
  const app = createHttpApp({ log: createLog('silent') })
  app.post('/small', { config: { access: 'public' }, bodyLimit: 1_000 }, async () => 'ok')
  app.post(
    '/closed',
    {
      config: { access: 'public' },
      onRequest: async () => {
        throw httpProblem('unauthenticated', 'Sign in first.')
      },
    },
    async () => 'ok',
  )
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  try {
    const headers = { 'content-type': 'application/json' }
    for (const bytes of [1_001, 4_000_000, 15_000_000]) {
      assert.equal(await post(`${url}/small`, bytes, headers), 413)
      assert.equal(await post(`${url}/closed`, bytes, headers), 401)
    }
  } finally {
    await app.close()
  }
})
