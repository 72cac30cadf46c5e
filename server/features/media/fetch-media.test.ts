import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import type { JobHelpers } from 'graphile-worker'
import { graphError, startFakeGraph, type GraphAnswer } from '#testing/fake-graph.ts'
import { createTestRuntime, type TestRuntime } from '#testing/test-runtime.ts'
import type { MediaId, TenantId } from '../../platform/ids.ts'
import { mediaTasks } from './fetch-media.ts'
import { createInboundMedia } from './inbound-media.ts'
import { findMedia } from './media-store.ts'
import { openFile } from './sealed-file.ts'

const bytes = randomBytes(150_000)
const sha256 = createHash('sha256').update(bytes)
const digest = sha256.digest()

async function createFetchWorld() {
  const graph = await startFakeGraph()
  const runtime = await createTestRuntime({ graph: graph.client })
  const tenantId = await runtime.given.tenant()
  const channel = await runtime.given.channel(tenantId)
  const sealer = await runtime.keyring.forTenant(tenantId)
  const url = `${graph.url}/lookaside/file`
  const announced = {
    metaMediaId: 'meta-1',
    url,
    kind: 'image' as const,
    mimeType: 'image/jpeg',
    sha256: digest.toString('base64'),
    fileName: null,
    isVoice: false,
  }
  const of = {
    channelId: channel.channelId,
    conversationId: crypto.randomUUID(),
    messageId: crypto.randomUUID(),
    now: runtime.clock.now(),
  }
  const mediaId = await runtime.database.inTenant(tenantId, (tx) =>
    createInboundMedia(tx, sealer, announced, of),
  )
  const fetch = async () => {
    const task = mediaTasks(runtime)['fetch-media']
    assert.ok(task)
    const payload = { tenantId, mediaId, url, ...of }
    await task(payload, {} as JobHelpers)
  }
  return {
    graph,
    runtime,
    tenantId,
    mediaId,
    url,
    fetch,
    media: () => readMedia(runtime, tenantId, mediaId),
    [Symbol.asyncDispose]: async () => {
      await graph[Symbol.asyncDispose]()
      await runtime[Symbol.asyncDispose]()
    },
  }
}

async function readMedia(runtime: TestRuntime, tenantId: TenantId, id: MediaId) {
  const media = await runtime.database.inTenant(tenantId, (tx) => findMedia(tx, id))
  assert.ok(media)
  return media
}

const facts = (url: string): GraphAnswer => ({
  status: 200,
  body: {
    url,
    mime_type: 'image/jpeg',
    sha256: digest.toString('hex'),
    file_size: String(bytes.length),
    id: 'meta-1',
  },
})

const file: GraphAnswer = { status: 200, bytes }

test('announced media is fetched by the webhook’s address, sealed, and told to the screens', async () => {
  await using world = await createFetchWorld()
  const { graph, runtime, tenantId, mediaId } = world
  assert.equal((await world.media()).state, 'pending')
  graph.answerWith(() => file)
  await world.fetch()
  const media = await world.media()
  assert.equal(media.state, 'ready')
  assert.equal(media.sizeBytes, BigInt(bytes.length))
  assert.equal(graph.requests[0]?.token?.startsWith('test-access-token'), true)
  const place = { tenantId, mediaId, sizeBytes: bytes.length }
  const sealer = await runtime.keyring.forTenant(tenantId)
  assert.ok((await buffer(await openFile(runtime.blobs, sealer, place))).equals(bytes))
  assert.equal(runtime.recordedHints.at(-1)?.hint.kind, 'media')
})

test('an address that has expired is asked for again by id', async () => {
  await using world = await createFetchWorld()
  const { graph } = world
  graph.answerWith(({ path }) => {
    if (path.startsWith('/v26.0/meta-1')) return facts(`${graph.url}/lookaside/fresh`)
    return path === '/lookaside/fresh' ? file : { status: 404, body: {} }
  })
  await world.fetch()
  assert.equal((await world.media()).state, 'ready')
  assert.deepEqual(
    graph.requests.map(({ path }) => path.split('?')[0]),
    ['/lookaside/file', '/v26.0/meta-1', '/lookaside/fresh'],
  )
})

test('a fetch that fails is tried again, and fetching twice changes nothing', async () => {
  await using world = await createFetchWorld()
  const { graph } = world
  graph.answerWith(() => graphError(131016, 500))
  await assert.rejects(world.fetch())
  assert.equal((await world.media()).state, 'pending')
  graph.answerWith(({ path }) => (path.startsWith('/v26.0') ? facts(world.url) : file))
  await world.fetch()
  assert.equal((await world.media()).state, 'ready')
  const count = graph.requests.length
  await world.fetch()
  assert.equal(graph.requests.length, count)
})

test('media that Meta no longer has fails with a reason in plain words', async () => {
  await using world = await createFetchWorld()
  world.graph.answerWith(({ path }) =>
    path.startsWith('/v26.0') ? graphError(100) : { status: 404, body: {} },
  )
  await world.fetch()
  const media = await world.media()
  assert.equal(media.state, 'failed')
  assert.equal(media.reason, 'WhatsApp no longer has this file. Ask them to send it again.')
})

test('after many tries it is given up', async () => {
  await using world = await createFetchWorld()
  world.graph.answerWith(() => graphError(131016, 500))
  for (let attempt = 1; attempt < 13; attempt++) await assert.rejects(world.fetch())
  await world.fetch()
  assert.equal((await world.media()).state, 'failed')
  assert.match((await world.media()).reason ?? '', /could not be fetched/)
})

test('other bytes than announced are not kept', async () => {
  await using world = await createFetchWorld()
  world.graph.answerWith(({ path }) =>
    path.startsWith('/v26.0') ? facts(world.url) : { status: 200, bytes: randomBytes(10) },
  )
  await assert.rejects(world.fetch(), /SHA-256 differs/)
  assert.equal((await world.media()).state, 'pending')
})

test('a file above 100 MB is not fetched', async () => {
  await using world = await createFetchWorld()
  const tooLarge = 100 * 1024 * 1024 + 1
  world.graph.answerWith(() => ({
    status: 200,
    bytes: Buffer.alloc(0),
    headers: { 'content-length': String(tooLarge) },
  }))
  await world.fetch()
  assert.match((await world.media()).reason ?? '', /larger than 100 MB/)
})
