import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  Output,
  WebMOutputFormat,
} from 'mediabunny'
import type { Media } from '#shared/contracts/media.ts'
import { createTestApi, memberCaller } from '#testing/test-api.ts'
import { createTestRuntime } from '#testing/test-runtime.ts'
import type { Caller } from '../../http/access.ts'
import { mediaRoutes } from './routes.ts'

const KB = 1024
const MB = 1024 * KB
const demoMedia = join(import.meta.dirname, '../../../fixtures/demo/media')
const jpegHead = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex')
const jpegOf = (sizeBytes: number) =>
  Buffer.concat([jpegHead, Buffer.alloc(sizeBytes - jpegHead.length)])

/** An extended WebP header, padded. */
function webpOf(sizeBytes: number, facts: { pixels: number; isAnimated: boolean }): Buffer {
  const bytes = Buffer.alloc(sizeBytes)
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(sizeBytes - 8, 4)
  bytes.write('WEBPVP8X', 8, 'latin1')
  bytes.writeUInt32LE(10, 16)
  bytes.writeUInt8(facts.isAnimated ? 0b10 : 0, 20)
  bytes.writeUIntLE(facts.pixels - 1, 24, 3)
  bytes.writeUIntLE(facts.pixels - 1, 27, 3)
  return bytes
}

type Part = { bytes: Buffer; type: string; name?: string; fields?: Record<string, string> }

async function createMediaWorld() {
  const runtime = await createTestRuntime()
  const api = await createTestApi(runtime, (app) => mediaRoutes(app, runtime))
  const tenantId = await runtime.given.tenant()
  const caller = memberCaller(tenantId, await runtime.given.member(tenantId))
  const upload = async ({ bytes, type, name = 'file', fields = {} }: Part, as: Caller = caller) => {
    const form = new FormData()
    for (const [field, value] of Object.entries(fields)) form.append(field, value)
    form.append('file', new Blob([new Uint8Array(bytes)], { type }), name)
    const { status, body } = await api.as(as).postForm('/v1/media', form)
    return { status, body: body as Media & { code: string; detail: string } }
  }
  const download = (url: string, headers: Record<string, string> = {}) =>
    api.app.inject({ method: 'GET', url, headers })
  return {
    runtime,
    api,
    caller,
    upload,
    download,
    [Symbol.asyncDispose]: async () => {
      await api[Symbol.asyncDispose]()
      await runtime[Symbol.asyncDispose]()
    },
  }
}

test('an uploaded picture comes back by its signed link, safe to show', async () => {
  await using world = await createMediaWorld()
  const bytes = await readFile(join(demoMedia, 'parcel.jpg'))
  const { status, body } = await world.upload({ bytes, type: 'image/jpeg', name: 'parcel.jpg' })
  assert.equal(status, 201)
  assert.partialDeepStrictEqual(body, {
    state: 'ready',
    kind: 'image',
    mimeType: 'image/jpeg',
    fileName: 'parcel.jpg',
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    isVoice: false,
  })
  const answer = await world.download(body.url ?? '')
  assert.equal(answer.statusCode, 200)
  assert.ok(answer.rawPayload.equals(bytes))
  assert.partialDeepStrictEqual(answer.headers, {
    'content-type': 'image/jpeg',
    'content-length': String(bytes.length),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  })
  assert.match(String(answer.headers['content-disposition']), /^inline; filename="parcel.jpg"/)
})

test('a document is downloaded under its own name, in any script', async () => {
  await using world = await createMediaWorld()
  const bytes = await readFile(join(demoMedia, 'price-list.pdf'))
  const { body } = await world.upload({
    bytes,
    type: 'application/pdf',
    name: 'Preise für São "A".pdf',
  })
  assert.equal(body.kind, 'document')
  const answer = await world.download(body.url ?? '')
  const disposition = String(answer.headers['content-disposition'])
  assert.match(disposition, /^attachment; filename="Preise f_r S_o /)
  assert.match(disposition, /filename\*=UTF-8''Preise%20f%C3%BCr%20S%C3%A3o/)
})

test('a range comes alone, a range behind the end is refused with the size', async () => {
  await using world = await createMediaWorld()
  const bytes = Buffer.concat([jpegHead, randomBytes(200_000)])
  const { body } = await world.upload({ bytes, type: 'image/jpeg' })
  const url = body.url ?? ''
  const middle = await world.download(url, { range: 'bytes=65530-65545' })
  assert.equal(middle.statusCode, 206)
  assert.equal(middle.headers['content-range'], `bytes 65530-65545/${bytes.length}`)
  assert.ok(middle.rawPayload.equals(bytes.subarray(65530, 65546)))
  const tail = await world.download(url, { range: 'bytes=-5' })
  assert.ok(tail.rawPayload.equals(bytes.subarray(-5)))
  const beyond = await world.download(url, { range: `bytes=${bytes.length}-` })
  assert.equal(beyond.statusCode, 416)
  assert.equal(beyond.headers['content-range'], `bytes */${bytes.length}`)
})

test('a link of another tenant, for another file, or past its end leads nowhere', async () => {
  await using world = await createMediaWorld()
  const { runtime } = world
  const otherTenant = await runtime.given.tenant()
  const other = memberCaller(otherTenant, await runtime.given.member(otherTenant))
  const mine = (await world.upload({ bytes: jpegOf(100), type: 'image/jpeg' })).body
  const theirs = (await world.upload({ bytes: jpegOf(200), type: 'image/jpeg' }, other)).body
  const url = new URL(mine.url ?? '', 'http://keepword')
  const theirUrl = new URL(theirs.url ?? '', 'http://keepword')

  const otherFile = await world.download(`${theirUrl.pathname}${url.search}`)
  assert.equal(otherFile.statusCode, 403)
  url.searchParams.set('t', otherTenant)
  assert.equal((await world.download(`${url.pathname}${url.search}`)).statusCode, 403)
  url.searchParams.set('t', crypto.randomUUID())
  assert.equal((await world.download(`${url.pathname}${url.search}`)).statusCode, 403)
  assert.equal((await world.download(url.pathname)).statusCode, 403)

  runtime.clock.setOffsetMs(3 * 60 * 60_000)
  assert.equal((await world.download(mine.url ?? '')).statusCode, 410)
  const again = await world.api.as(world.caller).get(`/v1/media/${mine.id}`)
  assert.equal((await world.download((again.body as Media).url ?? '')).statusCode, 200)
  assert.equal((await world.api.as(other).get(`/v1/media/${mine.id}`)).status, 404)
})

const limits: [kind: string, type: string, head: Buffer, maxBytes: number][] = [
  ['image', 'image/jpeg', jpegHead, 5 * MB],
  ['audio', 'audio/mpeg', Buffer.from('fffb906400000000', 'hex'), 16 * MB],
  [
    'video',
    'video/mp4',
    Buffer.from('0000001c6674797069736f6d0000020069736f6d69736f326d703431', 'hex'),
    16 * MB,
  ],
]

for (const [kind, type, head, maxBytes] of limits)
  test(`${kind}: ${maxBytes} bytes are taken, one more is a document, or refused as ${kind}`, async () => {
    await using world = await createMediaWorld()
    const bytes = Buffer.concat([head, Buffer.alloc(maxBytes - head.length)])
    const more = Buffer.concat([bytes, Buffer.alloc(1)])
    const fits = await world.upload({ bytes, type, fields: { kind } })
    assert.equal(fits.status, 201)
    assert.equal((await world.upload({ bytes: more, type })).body.kind, 'document')
    const refused = await world.upload({ bytes: more, type, fields: { kind } })
    assert.equal(refused.status, 413)
    assert.equal(refused.body.code, 'media_too_large')
    assert.match(refused.body.detail, new RegExp(`${maxBytes / MB} MB or smaller; this one has`))
  })

const stickers: [what: string, bytes: Buffer, kind: string][] = [
  ['a still of 100 KB', webpOf(100 * KB, { pixels: 512, isAnimated: false }), 'sticker'],
  [
    'a still of one byte more',
    webpOf(100 * KB + 1, { pixels: 512, isAnimated: false }),
    'document',
  ],
  ['an animation of 500 KB', webpOf(500 * KB, { pixels: 512, isAnimated: true }), 'sticker'],
  [
    'an animation of one byte more',
    webpOf(500 * KB + 1, { pixels: 512, isAnimated: true }),
    'document',
  ],
  ['another size in pixels', webpOf(10 * KB, { pixels: 600, isAnimated: false }), 'document'],
]

test('WebP is a sticker only at 512 pixels and below its limit', async () => {
  await using world = await createMediaWorld()
  for (const [what, bytes, kind] of stickers)
    assert.equal((await world.upload({ bytes, type: 'image/webp' })).body.kind, kind, what)
})

test('a file that is not what it says is refused', async () => {
  await using world = await createMediaWorld()
  const png = await world.upload({ bytes: jpegOf(100), type: 'image/png' })
  assert.equal(png.status, 415)
  assert.match(png.body.detail, /says that it is image\/png, but its contents are image\/jpeg/)
  const text = await world.upload({ bytes: Buffer.from('plain words'), type: 'application/pdf' })
  assert.equal(text.status, 415)
  const hidden = await world.upload({ bytes: jpegOf(100), type: 'text/plain' })
  assert.equal(hidden.status, 415)
})

test('an empty file and a form without one are refused in words', async () => {
  await using world = await createMediaWorld()
  const empty = await world.upload({ bytes: Buffer.alloc(0), type: 'text/plain' })
  assert.deepEqual([empty.status, empty.body.code], [400, 'media_empty'])
  const none = await world.api.as(world.caller).post('/v1/media', {})
  assert.partialDeepStrictEqual(none, { status: 400, body: { code: 'media_missing' } })
})

test('what a browser recorded as WebM becomes a voice note in Ogg', async () => {
  await using world = await createMediaWorld()
  const bytes = await recordedWebm(await readFile(join(demoMedia, 'voice-tess.ogg')))
  const { status, body } = await world.upload({
    bytes,
    type: 'audio/webm;codecs=opus',
    name: 'voice.webm',
    fields: { voice: 'true' },
  })
  assert.equal(status, 201)
  assert.partialDeepStrictEqual(body, { kind: 'audio', mimeType: 'audio/ogg', isVoice: true })
  const { rawPayload } = await world.download(body.url ?? '')
  using input = new Input({ source: new BufferSource(rawPayload), formats: ALL_FORMATS })
  const track = await input.getPrimaryAudioTrack()
  assert.equal(await track?.getCodec(), 'opus')
  assert.ok((await input.computeDuration()) > 0.5)
})

test('WebM that holds no readable sound is refused', async () => {
  await using world = await createMediaWorld()
  const head = Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex')
  const { status, body } = await world.upload({ bytes: head, type: 'audio/webm' })
  assert.deepEqual([status, body.code], [415, 'media_type_unsupported'])
})

/** The same packets as a browser's MediaRecorder would write them. */
async function recordedWebm(ogg: Buffer): Promise<Buffer> {
  using input = new Input({ source: new BufferSource(ogg), formats: ALL_FORMATS })
  const track = await input.getPrimaryAudioTrack()
  assert.ok(track)
  const decoderConfig = await track.getDecoderConfig()
  assert.ok(decoderConfig)
  const target = new BufferTarget()
  const output = new Output({ format: new WebMOutputFormat(), target })
  const source = new EncodedAudioPacketSource('opus')
  output.addAudioTrack(source)
  await output.start()
  for await (const packet of new EncodedPacketSink(track).packets())
    await source.add(packet, { decoderConfig })
  await output.finalize()
  assert.ok(target.buffer)
  return Buffer.from(target.buffer)
}
