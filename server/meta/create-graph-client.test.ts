import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { acceptSend, graphError, startFakeGraph, type GraphAnswer } from '#testing/fake-graph.ts'
import { createLog } from '../platform/log.ts'
import { createGraphClient } from './create-graph-client.ts'
import { GraphRefusal } from './graph-client.ts'
import { mayCarryToken } from './media-hosts.ts'

const channel = { phoneNumberId: '900000000001', accessToken: 'the-token' }

const cases: [what: string, answer: GraphAnswer, kind: string][] = [
  ['a wamid', acceptSend(), 'accepted'],
  ['an error of the Graph API', graphError(131047), 'refused'],
  ['an error of the Graph API with status 500', graphError(131000, 500), 'refused'],
  ['200 without a wamid', { status: 200, body: { messages: [] } }, 'unknown'],
  ['502 of a gateway', { status: 502, bytes: Buffer.from('<html>') }, 'unknown'],
  ['404 of something in between', { status: 404, bytes: Buffer.from('nothing here') }, 'refused'],
  ['an end without an answer', 'hang up', 'unknown'],
]

for (const [what, answer, kind] of cases)
  test(`a send that is answered with ${what} is ${kind}`, async () => {
    await using graph = await startFakeGraph()
    graph.answerWith(() => answer)
    assert.equal((await graph.client.sendMessage(channel, {})).kind, kind)
    assert.equal(graph.requests.length, 1)
    assert.equal(graph.requests[0]?.path, '/v26.0/900000000001/messages')
    assert.equal(graph.requests[0]?.token, 'the-token')
  })

test('a send that finds nobody listening has surely not left', async () => {
  const graph = await startFakeGraph()
  await graph[Symbol.asyncDispose]()
  const client = createGraphClient({
    baseUrl: graph.url,
    version: 'v26.0',
    log: createLog('silent'),
  })
  const outcome = await client.sendMessage(channel, {})
  assert.deepEqual(outcome, { kind: 'not_sent', reason: 'ECONNREFUSED' })
  await client.close()
})

test('a refusal carries code, details and trace id, without the number in its title', async () => {
  await using graph = await startFakeGraph()
  graph.answerWith(() => graphError(131047))
  const outcome = await graph.client.sendMessage(channel, {})
  assert.deepEqual(outcome, {
    kind: 'refused',
    error: {
      httpStatus: 400,
      code: 131047,
      subcode: null,
      title: 'Refused for the test',
      details: 'Details of the refusal',
      fbtraceId: 'Atest',
    },
  })
})

test('an upload streams as a form of known length', async () => {
  await using graph = await startFakeGraph()
  graph.answerWith(() => ({ status: 200, body: { id: 'meta-1' } }))
  const bytes = Buffer.from('the bytes of a file')
  const id = await graph.client.uploadMedia(channel, {
    bytes: Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]),
    mimeType: 'text/plain',
    fileName: 'a "name".txt',
    sizeBytes: bytes.length,
  })
  assert.equal(id, 'meta-1')
  const [request] = graph.requests
  assert.equal(Number(request?.headers['content-length']), request?.bytes.length)
  const form = await new Response(new Uint8Array(request?.bytes ?? []), {
    headers: { 'content-type': request?.headers['content-type'] ?? '' },
  }).formData()
  assert.equal(form.get('messaging_product'), 'whatsapp')
  assert.equal(form.get('type'), 'text/plain')
  const file = form.get('file')
  assert.ok(file instanceof File)
  assert.equal(file.name, 'a _name_.txt')
  assert.equal(await file.text(), 'the bytes of a file')
})

test('media facts are read whether size and hash come as text, number, hex or base64', async () => {
  await using graph = await startFakeGraph()
  const hex = 'ab'.repeat(32)
  const facts = { url: `${graph.url}/file`, mime_type: 'image/jpeg', id: '1' }
  for (const [sha256, fileSize] of [
    [hex, '17'],
    [Buffer.from(hex, 'hex').toString('base64'), 17],
  ] as const) {
    graph.answerWith(() => ({ status: 200, body: { ...facts, sha256, file_size: fileSize } }))
    const read = await graph.client.mediaFacts(channel, 'meta-1')
    assert.deepEqual(read, { url: facts.url, mimeType: 'image/jpeg', sha256: hex, sizeBytes: 17 })
  }
})

test('a download carries the token, and a link that is gone is a refusal', async () => {
  await using graph = await startFakeGraph()
  graph.answerWith(() => ({ status: 200, bytes: Buffer.from('bytes') }))
  const { bytes } = await graph.client.downloadMedia(channel, `${graph.url}/file`)
  assert.equal((await buffer(bytes)).toString(), 'bytes')
  assert.equal(graph.requests[0]?.token, 'the-token')
  graph.answerWith(() => ({ status: 404, body: {} }))
  await assert.rejects(graph.client.downloadMedia(channel, `${graph.url}/file`), GraphRefusal)
})

const hosts: [url: string, mayCarry: boolean][] = [
  ['https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1', true],
  ['https://scontent.whatsapp.net/v/1', true],
  ['https://graph.facebook.com/v26.0/1', true],
  ['http://lookaside.fbsbx.com/', false],
  ['https://fbsbx.com.evil.example/', false],
  ['https://evilfbsbx.com/', false],
  ['https://169.254.169.254/latest', false],
  ['not an address', false],
]

test('a token travels only to hosts of Meta’s, over https, or where the Graph API itself is', async () => {
  for (const [url, mayCarry] of hosts)
    assert.equal(mayCarryToken(url, 'https://graph.facebook.com'), mayCarry, url)
  assert.ok(mayCarryToken('http://127.0.0.1:4000/file', 'http://localhost:4000'))
  assert.ok(!mayCarryToken('http://127.0.0.1:5000/file', 'http://localhost:4000'))
  await using graph = await startFakeGraph()
  await assert.rejects(graph.client.downloadMedia(channel, 'https://evil.example/file'))
  assert.equal(graph.requests.length, 0)
})
