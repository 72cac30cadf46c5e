import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import test from 'node:test'
import { isMessage } from '#simulator/testing/start-receiver.ts'
import {
  accessToken,
  codeOf,
  mediaForm,
  phoneNumberId,
  pngBytes,
  startTestSimulator,
  wamidOf,
  type GraphErrorBody,
  type TestSimulator,
} from '#simulator/testing/start-test-simulator.ts'

type Node = { id: string; url: string; mime_type: string; sha256: string; file_size: string }

const upload = (simulator: TestSimulator, bytes: Buffer<ArrayBuffer>, mime: string) =>
  simulator.graph<{ id: string } & GraphErrorBody>(
    'POST',
    `/${phoneNumberId}/media`,
    mediaForm(bytes, mime),
  )

const download = (url: string, token: string | null = accessToken) =>
  fetch(url, token === null ? {} : { headers: { authorization: `Bearer ${token}` } })

test('uploaded media is described, downloaded with the token and deleted', async () => {
  await using simulator = await startTestSimulator()
  const { body: uploaded } = await upload(simulator, pngBytes, 'image/png')
  assert.match(uploaded.id, /^\d{15,}$/)

  const { body: node } = await simulator.graph<Node>('GET', `/${uploaded.id}`)
  assert.equal(node.mime_type, 'image/png')
  assert.equal(node.file_size, String(pngBytes.length))
  assert.equal(node.sha256, createHash('sha256').update(pngBytes).digest('hex'))

  const response = await download(node.url)
  assert.equal(response.headers.get('content-type'), 'image/png')
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), pngBytes)
  assert.equal((await download(node.url, 'wrong')).status, 401)
  assert.equal((await download(node.url, null)).status, 403)

  assert.deepEqual((await simulator.graph('DELETE', `/${uploaded.id}`)).body, { success: true })
  assert.equal((await download(node.url)).status, 404)
  const gone = await simulator.graph<GraphErrorBody>('GET', `/${uploaded.id}`)
  assert.deepEqual([codeOf(gone), gone.body.error.error_subcode], [100, 33])
})

test('a download address works for 5 minutes and then answers 404', async () => {
  await using simulator = await startTestSimulator()
  const { body: uploaded } = await upload(simulator, pngBytes, 'image/png')
  const { body: node } = await simulator.graph<Node>('GET', `/${uploaded.id}`)
  await simulator.api('POST', '/clock', { advanceMs: 5 * 60_000 - 2000 })
  assert.equal((await download(node.url)).status, 200)
  await simulator.api('POST', '/clock', { advanceMs: 2000 })
  assert.equal((await download(node.url)).status, 404)
  const { body: fresh } = await simulator.graph<Node>('GET', `/${uploaded.id}`)
  assert.equal((await download(fresh.url)).status, 200)
})

test('a changed download address answers 404', async () => {
  await using simulator = await startTestSimulator()
  const { body: uploaded } = await upload(simulator, pngBytes, 'image/png')
  const { body: node } = await simulator.graph<Node>('GET', `/${uploaded.id}`)
  const later = new URL(node.url)
  later.searchParams.set('ext', String(Number(later.searchParams.get('ext')) + 1000))
  assert.equal((await download(later.href)).status, 404)
})

test('files are held to type and size', async (t) => {
  await using simulator = await startTestSimulator()
  const padded = (sizeBytes: number) =>
    Buffer.concat([pngBytes, Buffer.alloc(sizeBytes - pngBytes.length)])
  const cases: [what: string, bytes: Buffer<ArrayBuffer>, mime: string, code: number | null][] = [
    ['a picture of 5 MB', padded(5 * 1024 * 1024), 'image/png', null],
    ['a picture of 5 MB and a byte', padded(5 * 1024 * 1024 + 1), 'image/png', 131053],
    ['a picture that is a PNG but says JPEG', pngBytes, 'image/jpeg', 131053],
    ['a picture that is text', Buffer.from('hello'), 'image/png', 131053],
    ['a picture sent as audio', pngBytes, 'audio/mpeg', 131053],
    ['a GIF', Buffer.from('GIF89a'), 'image/gif', 131053],
    ['an empty file', Buffer.alloc(0), 'image/png', 131053],
    ['a text file', Buffer.from('hello'), 'text/plain', null],
    ['a PDF that is none', Buffer.from('hello'), 'application/pdf', 131053],
  ]
  for (const [what, bytes, mime, code] of cases) {
    await t.test(`${what} is ${code === null ? 'taken' : `refused with ${code}`}`, async () => {
      const answer = await upload(simulator, bytes, mime)
      assert.equal(code === null ? answer.status : codeOf(answer), code ?? 200)
    })
  }
})

test('an upload without file or product is refused with 100', async () => {
  await using simulator = await startTestSimulator()
  const empty = new FormData()
  empty.append('messaging_product', 'whatsapp')
  const noFile = await simulator.graph<GraphErrorBody>('POST', `/${phoneNumberId}/media`, empty)
  assert.equal(codeOf(noFile), 100)
  const json = await simulator.graph<GraphErrorBody>('POST', `/${phoneNumberId}/media`, {})
  assert.equal(codeOf(json), 100)
})

test('a media webhook carries id, base64 hash and an address that works', async () => {
  await using simulator = await startTestSimulator()
  const form = new FormData()
  form.append('file', new Blob([pngBytes], { type: 'image/png' }), 'photo.png')
  const { body: sent } = await simulator.api<{ mediaId: string }>('POST', '/media', form)
  await simulator.write({ type: 'image', image: { id: sent.mediaId, caption: 'Look' } })
  const { value } = await simulator.receiver.waitFor(isMessage('image'))
  const image = value.messages?.[0]?.['image'] as Record<string, string>
  assert.equal(image['id'], sent.mediaId)
  assert.equal(image['caption'], 'Look')
  assert.equal(image['mime_type'], 'image/png')
  assert.equal(image['sha256'], createHash('sha256').update(pngBytes).digest('base64'))
  assert.equal((await download(String(image['url']))).status, 200)

  await simulator.api('POST', '/clock', { advanceMs: 7 * 24 * 3_600_000 + 1 })
  const expired = await simulator.graph<GraphErrorBody>('GET', `/${sent.mediaId}`)
  assert.equal(codeOf(expired), 100)
})

test('the phone sees the picture the business sent, in parts when it asks for parts', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const { body: uploaded } = await upload(simulator, pngBytes, 'image/png')
  wamidOf(await simulator.send({ type: 'image', image: { id: uploaded.id } }))
  await simulator.flush()
  const shown = (await simulator.messagesOf()).at(-1)
  const whole = await fetch(`${simulator.url}${String(shown?.['mediaUrl'])}`)
  assert.equal(whole.headers.get('content-type'), 'image/png')
  assert.deepEqual(Buffer.from(await whole.arrayBuffer()), pngBytes)
  const part = await fetch(`${simulator.url}${String(shown?.['mediaUrl'])}`, {
    headers: { range: 'bytes=1-3' },
  })
  assert.equal(part.status, 206)
  assert.equal(await part.text(), 'PNG')
})

test('media by link is fetched before the message leaves', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const { body: uploaded } = await upload(simulator, pngBytes, 'image/png')
  const link = `${simulator.url}/simulator/api/media/${uploaded.id}`
  wamidOf(await simulator.send({ type: 'image', image: { link } }))
  await simulator.flush()
  const shown = (await simulator.messagesOf()).at(-1)
  assert.match(String(shown?.['mediaUrl']), /^\/simulator\/api\/media\/\d+$/)
})

test('a link that leads nowhere fails the message with 131053', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const link = `${simulator.url}/simulator/api/media/0`
  const wamid = wamidOf(await simulator.send({ type: 'image', image: { link } }))
  const { value } = await simulator.receiver.waitFor(
    (webhook) => webhook.value.statuses?.[0]?.id === wamid,
  )
  assert.equal(value.statuses?.[0]?.status, 'failed')
  assert.equal(value.statuses[0].errors?.[0]?.code, 131053)
})
