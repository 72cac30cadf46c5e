import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { startSimulator } from './start-simulator.ts'
import { isMessage, isStatus, startReceiver, verifyToken } from './testing/start-receiver.ts'

const program = fileURLToPath(new URL('./main.ts', import.meta.url))

async function givenFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'keepword-simulator-test-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

const run = (...args: string[]) => spawn(process.execPath, [program, ...args], { stdio: 'pipe' })

async function ready(child: ReturnType<typeof run>): Promise<string> {
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { ready: isReady, url } = JSON.parse(String(line)) as { ready: boolean; url: string }
  assert.equal(isReady, true)
  return url
}

const json = (method: string, body: unknown) => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

test('killed without warning, it loses neither webhook nor message nor the state of its people', async () => {
  await using data = await givenFolder()
  await using receiver = await startReceiver()
  receiver.answerNext(...Array.from({ length: 3 }, () => 503))
  const first = run('--port', '0', '--data-dir', data.folder)
  const api = `${await ready(first)}/simulator/api`
  const app = { appSecret: 's', verifyToken, callbackUrl: receiver.url }
  await fetch(`${api}/apps/a`, json('PUT', app))
  const number = {
    wabaId: 'w',
    businessId: 'b',
    displayPhoneNumber: '15550100001',
    verifiedName: 'Shop',
    accessToken: 't',
  }
  await fetch(`${api}/numbers/1`, json('PUT', number))
  await fetch(`${api}/people`, json('POST', { id: 'ann', name: 'Ann', waId: '447700900123' }))
  await fetch(`${api}/settings`, json('PATCH', { sentDelayMs: 60_000 }))
  await fetch(
    `${api}/people/ann/chats/1/messages`,
    json('POST', { type: 'text', text: { body: 'Hi' } }),
  )
  const sent = await fetch(api.replace('/simulator/api', '/v26.0/1/messages'), {
    ...json('POST', { messaging_product: 'whatsapp', to: '447700900123', text: { body: 'Ho' } }),
    headers: { 'content-type': 'application/json', authorization: 'Bearer t' },
  })
  assert.equal(sent.status, 200)
  await receiver.waitForCount(1)
  first.kill('SIGKILL')
  await once(first, 'exit')

  const countBefore = receiver.received.length
  const second = run('--port', '0', '--data-dir', data.folder)
  const againApi = `${await ready(second)}/simulator/api`
  await fetch(`${againApi}/settings`, json('PATCH', { sentDelayMs: 0, deliveredDelayMs: 0 }))
  await receiver.waitForCount(countBefore + 1)
  const people = (await (await fetch(`${againApi}/people`)).json()) as { id: string }[]
  assert.deepEqual(
    people.map(({ id }) => id),
    ['ann'],
  )
  assert.ok(receiver.received.some(isMessage('text')))
  second.kill('SIGTERM')
  assert.deepEqual(await once(second, 'exit'), [0, null])

  await using _third = await startSimulator({ port: 0, dataDir: data.folder, logLevel: 'error' })
  await receiver.waitFor(isStatus('delivered'))
})

test('a busy port ends it with one sentence', async () => {
  await using data = await givenFolder()
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const child = run('--port', String(port), '--data-dir', data.folder)
  const [complaint, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  assert.equal(code, 1)
  assert.equal(
    complaint,
    `Port ${port} on 127.0.0.1 is in use; stop the program that has it or choose another with --port.\n`,
  )
  server.close()
})

test('it ends when its parent does, and says why it cannot start twice on one folder', async () => {
  await using data = await givenFolder()
  const child = run('--port', '0', '--data-dir', data.folder, '--exit-with-parent')
  await ready(child)
  await assert.rejects(
    startSimulator({ port: 0, dataDir: data.folder }),
    /Another simulator is using/,
  )
  child.stdin.end()
  assert.deepEqual(await once(child, 'exit'), [0, null])
})

test('options that make no sense are named', async () => {
  const child = run('--port', '70000')
  const [complaint, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  assert.equal(code, 1)
  assert.match(complaint, /--port must be 0 to 65535, got 70000/)
})

test('the phone page is served under a strict policy, its files for long', async () => {
  await using data = await givenFolder()
  const pageFolder = join(data.folder, 'page')
  await using simulator = await startSimulator({ port: 0, dataDir: null, pageFolder })
  const missing = await fetch(`${simulator.url}/simulator/`)
  assert.equal(missing.status, 503)
  assert.match(await missing.text(), /npm run build/)

  await mkdir(join(pageFolder, 'assets'), { recursive: true })
  await writeFile(join(pageFolder, 'index.html'), '<!doctype html><title>Phone</title>')
  await writeFile(join(pageFolder, 'assets', 'main-1a2b.js'), 'export {}')
  const page = await fetch(`${simulator.url}/?x=1`)
  assert.equal(page.url, `${simulator.url}/simulator/`)
  const policy = page.headers.get('content-security-policy') ?? ''
  assert.match(policy, /script-src 'self'(;|$)/)
  assert.doesNotMatch(policy, /unsafe/)
  const deep = await fetch(`${simulator.url}/simulator?person=ann&chat=1`)
  assert.equal(deep.url, `${simulator.url}/simulator/?person=ann&chat=1`)
  assert.match(await deep.text(), /Phone/)
  const asset = await fetch(`${simulator.url}/simulator/assets/main-1a2b.js`)
  assert.match(asset.headers.get('cache-control') ?? '', /immutable/)
  assert.equal((await fetch(`${simulator.url}/simulator/assets/gone.js`)).status, 404)
  const escape = await fetch(`${simulator.url}/simulator/..%2f..%2fpackage.json`)
  assert.ok(escape.status >= 400)
})
