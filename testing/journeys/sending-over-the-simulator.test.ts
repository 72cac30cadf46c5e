import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Conversation } from '#shared/contracts/conversation.ts'
import type { Media } from '#shared/contracts/media.ts'
import type { Message } from '#shared/contracts/message.ts'
import { readConfig } from '#server/config/config.ts'
import { createApiKey } from '#server/features/accounts/accounts.ts'
import { permissions } from '#server/http/access.ts'
import { offsetClock } from '#server/platform/clock.ts'
import type { TenantId } from '#server/platform/ids.ts'
import { createLog } from '#server/platform/log.ts'
import { startServer, type RunningServer } from '#server/start-server.ts'
import { startSimulator, type Simulator } from '#simulator/start-simulator.ts'
import { createGiven, testAppSecret, testVerifyToken } from '../given.ts'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'

// The server and the simulator, over HTTP, without browser: what the API promises about sending, against
// somebody else's reading of Meta's rules.

const hourMs = 60 * 60_000
const clock = offsetClock()
let folder: string
let database: TestDatabase
let simulator: Simulator
let server: RunningServer
let tenantId: TenantId
let phoneNumberId: string
let apiKey: string

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keepword-journey-'))
  database = await createTestDatabase()
  simulator = await startSimulator({ port: 0, dataDir: null, logLevel: 'silent', statusDelayMs: 0 })
  const log = createLog('silent')
  server = await startServer({
    config: { ...readConfig({ DATA_DIR: folder }), port: 0 },
    services: new Set(['api', 'intake', 'sender', 'jobs']),
    address: database.address,
    clock,
    log,
    simulatorUrl: simulator.url,
  })
  const given = createGiven(server.runtime)
  tenantId = await given.tenant()
  const channel = await given.channel(tenantId)
  phoneNumberId = channel.phoneNumberId
  apiKey = await createApiKey(server.runtime.database, {
    tenantId,
    name: 'A program',
    permissions,
    createdAt: clock.now(),
  })
  await play('PUT', `/numbers/${phoneNumberId}`, {
    wabaId: channel.wabaId,
    businessId: '600000000000001',
    displayPhoneNumber: channel.displayPhoneNumber,
    verifiedName: 'A shop',
    accessToken: channel.accessToken,
  })
  await play('PUT', `/apps/${channel.appId}`, {
    appSecret: testAppSecret,
    verifyToken: testVerifyToken,
    callbackUrl: `${server.url}/webhooks/meta/${channel.appId}`,
  })
})

after(async () => {
  await server?.close()
  await simulator?.close()
  await database?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** Asks the simulator for something. */
async function play<T>(method: string, path: string, body?: object | FormData): Promise<T> {
  const isForm = body instanceof FormData
  const answer = await fetch(`${simulator.url}/simulator/api${path}`, {
    method,
    ...(body && !isForm ? { headers: { 'content-type': 'application/json' } } : {}),
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`)
  return (text === '' ? null : JSON.parse(text)) as T
}

async function call<T>(method: string, path: string, body?: object | FormData) {
  const isForm = body instanceof FormData
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  })
  return { status: answer.status, body: (await answer.json()) as T }
}

/** Asks again with every hint until the answer is the one waited for. */
async function eventually<T>(look: () => Promise<T | null>): Promise<T> {
  const changes = new EventEmitter()
  const stop = server.runtime.hints.subscribe(tenantId, () => changes.emit('hint'))
  const signal = AbortSignal.timeout(20_000)
  try {
    for (;;) {
      const hint = once(changes, 'hint', { signal })
      hint.catch(() => {})
      const found = await look()
      if (found !== null) return found
      await hint
    }
  } finally {
    stop()
  }
}

type PhoneMessage = {
  id: string
  type: string
  content: Record<string, unknown>
  mediaUrl?: string
}

let people = 0

/** Somebody new who has written, and their conversation. */
async function someoneWrites() {
  people += 1
  const id = `person-${people}`
  await play('POST', '/people', { id, name: `Person ${people}`, waId: `44770090${1000 + people}` })
  const chat = `/people/${id}/chats/${phoneNumberId}`
  const { id: wamid } = await play<{ id: string }>('POST', `${chat}/messages`, {
    type: 'text',
    text: { body: 'Hello' },
  })
  const conversation = await eventually(async () => {
    const { body } = await call<{ data: Conversation[] }>('GET', '/v1/conversations')
    return body.data.find(({ contact }) => contact.name === `Person ${people}`) ?? null
  })
  const onPhone = async () =>
    await play<{ data?: PhoneMessage[]; messages?: PhoneMessage[] }>('GET', `${chat}/messages`)
  return { chat, wamid, conversation, onPhone }
}

const statusIs = (id: string, ...wanted: Message['status'][]) =>
  eventually(async () => {
    const { body } = await call<Message>('GET', `/v1/messages/${id}`)
    return wanted.includes(body.status) ? body : null
  })

const send = (conversation: Conversation, body: object) =>
  call<Message>('POST', '/v1/messages', { conversationId: conversation.id, ...body })

const text = (body: string) => ({ type: 'text', text: { body } })

test('a reply reaches the phone and is delivered, then read', async () => {
  const { chat, conversation } = await someoneWrites()
  const { status, body: sent } = await send(conversation, text('Good morning'))
  assert.equal(status, 202)
  await statusIs(sent.id, 'delivered')
  await play('POST', `${chat}/read`)
  const read = await statusIs(sent.id, 'read')
  assert.ok(read.wamid?.startsWith('wamid.'))
  assert.ok(read.sentAt && read.deliveredAt && read.readAt)
})

test('a lost answer is settled by the status webhook, and the phone has the message once', async () => {
  const { conversation, onPhone } = await someoneWrites()
  await play('POST', '/faults', { kind: 'lost_answer', times: 1 })
  const { body: sent } = await send(conversation, text('Only once'))
  const settled = await statusIs(sent.id, 'sent', 'delivered')
  assert.ok(settled.wamid)
  const shown = JSON.stringify(await onPhone())
  assert.equal(shown.split('Only once').length - 1, 1)
})

test('a picture goes out and another comes in, byte for byte', async () => {
  const { chat, conversation } = await someoneWrites()
  const bytes = await readFile(join(import.meta.dirname, '../../fixtures/demo/media/parcel.jpg'))
  const formOf = () => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'parcel.jpg')
    return form
  }
  const { body: media } = await call<Media>('POST', '/v1/media', formOf())
  const { body: sent } = await send(conversation, {
    type: 'image',
    image: { id: media.id, caption: 'Your parcel' },
  })
  await statusIs(sent.id, 'delivered')

  const theirs = await play<{ mediaId: string }>('POST', '/media', formOf())
  await play('POST', `${chat}/messages`, {
    type: 'image',
    image: { id: theirs.mediaId, caption: 'It came' },
  })
  const arrived = await eventually(async () => {
    const { body } = await call<{ data: Message[] }>(
      'GET',
      `/v1/conversations/${conversation.id}/messages`,
    )
    const found = body.data.find((message) => message.text.endsWith('It came'))
    return found?.media?.state === 'ready' ? found.media : null
  })
  const download = await fetch(`${server.url}${arrived.url}`)
  assert.equal(download.headers.get('content-type'), 'image/jpeg')
  assert.ok(Buffer.from(await download.arrayBuffer()).equals(bytes))
})

test('replies, reactions and read marks are shown on the phone', async () => {
  const { conversation, wamid, onPhone } = await someoneWrites()
  const reply = await send(conversation, { context: { message_id: wamid }, ...text('To this') })
  await statusIs(reply.body.id, 'delivered')
  const reaction = await send(conversation, {
    type: 'reaction',
    reaction: { message_id: wamid, emoji: '👍' },
  })
  await statusIs(reaction.body.id, 'accepted', 'sent', 'delivered')
  const shown = JSON.stringify(await onPhone())
  assert.match(shown, /"context":\{[^}]*"/)
  assert.match(shown, /👍/)
})

test('after 24 hours both sides agree that the window is shut', async () => {
  const { conversation, onPhone } = await someoneWrites()
  try {
    clock.setOffsetMs(25 * hourMs)
    await play('POST', '/clock', { advanceMs: 25 * hourMs })
    const refused = await send(conversation, text('Too late'))
    assert.partialDeepStrictEqual(refused, { status: 422, body: { code: 'window_closed' } })
    // Behind the gate's back, as if it had been open when the message was taken.
    clock.setOffsetMs(0)
    const late = await send(conversation, text('Taken in time, sent too late'))
    const failed = await statusIs(late.body.id, 'failed')
    assert.equal(failed.error?.code, 131047)
    assert.match(failed.error.advice, /approved templates/)
    assert.doesNotMatch(JSON.stringify(await onPhone()), /Taken in time/)
  } finally {
    clock.setOffsetMs(0)
    await play('POST', '/clock', { reset: true })
  }
})

test('an outage of Meta delays messages and loses none', async () => {
  const { conversation } = await someoneWrites()
  await play('POST', '/faults', { kind: 'error', code: 131016, times: 1 })
  const { body: sent } = await send(conversation, text('Through the storm'))
  await statusIs(sent.id, 'delivered')
})

test('an upload that is too large gets its answer instead of a broken connection', async () => {
  const form = new FormData()
  form.append('kind', 'image')
  const jpeg = Buffer.alloc(20 * 1024 * 1024)
  jpeg.write('ffd8ffe000104a464946', 'hex')
  form.append('file', new Blob([jpeg], { type: 'image/jpeg' }), 'large.jpg')
  const { status, body } = await call<{ code: string; detail: string }>('POST', '/v1/media', form)
  assert.deepEqual([status, body.code], [413, 'media_too_large'])
  assert.match(body.detail, /5 MB or smaller/)
})
