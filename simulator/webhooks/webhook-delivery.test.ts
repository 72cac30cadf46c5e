import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { isMessage, isStatus, startReceiver } from '#simulator/testing/start-receiver.ts'
import {
  annWaId,
  appSecret,
  phoneNumberId,
  startTestSimulator,
  wabaId,
  wamidOf,
} from '#simulator/testing/start-test-simulator.ts'
import { signBody } from './signature.ts'
import { gapMs } from './webhook-queue.ts'

const bodies = (webhooks: { value: { messages?: Record<string, unknown>[] } }[]): unknown[] =>
  webhooks
    .map(({ value }) => value.messages?.[0]?.['text'])
    .filter((text) => text !== undefined)
    .map((text) => (text as { body: string }).body)

test('a webhook is signed over the bytes it has, escaped as Meta escapes', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write({ text: { body: 'Grüße / 👋' } })
  const { raw, signature } = await simulator.receiver.waitFor(isMessage('text'))
  assert.equal(signature, signBody(raw, appSecret))
  assert.ok(raw.includes('Gr\\u00fc\\u00dfe \\/ \\ud83d\\udc4b'), raw)
})

test('a text has the envelope of Meta with contact, BSUID and string timestamp', async () => {
  await using simulator = await startTestSimulator()
  const id = await simulator.write()
  const { raw } = await simulator.receiver.waitFor(isMessage('text'))
  const body = JSON.parse(raw) as {
    entry: { changes: { value: { messages: { timestamp: string }[] } }[] }[]
  }
  const timestamp = body.entry[0]?.changes[0]?.value.messages[0]?.timestamp
  assert.match(String(timestamp), /^\d{10}$/)
  assert.deepEqual(body, {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: wabaId,
        changes: [
          {
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '15550100001', phone_number_id: phoneNumberId },
              contacts: [
                { profile: { name: 'Ann' }, wa_id: annWaId, user_id: simulator.ann.bsuid },
              ],
              messages: [
                {
                  from: annWaId,
                  from_user_id: simulator.ann.bsuid,
                  id,
                  timestamp,
                  type: 'text',
                  text: { body: 'Hello' },
                },
              ],
            },
            field: 'messages',
          },
        ],
      },
    ],
  })
})

test('a person who hides their number is known by BSUID and username only', async () => {
  await using simulator = await startTestSimulator()
  const zoe = await simulator.person({
    name: 'Zoe',
    waId: '447700900125',
    username: 'zoe.p',
    hidesPhoneNumber: true,
  })
  await simulator.write({}, zoe.id)
  const { raw, value } = await simulator.receiver.waitFor(isMessage('text'))
  assert.equal(raw.includes('447700900125'), false)
  assert.equal(raw.includes(Buffer.from('447700900125').toString('base64')), false)
  assert.deepEqual(value.contacts, [
    { profile: { name: 'Zoe', username: 'zoe.p' }, user_id: zoe.bsuid },
  ])

  const wamid = wamidOf(await simulator.send({ to: undefined, recipient: zoe.bsuid }))
  const delivered = await simulator.receiver.waitFor(isStatus('delivered', wamid))
  const [status] = delivered.value.statuses ?? []
  assert.equal(status?.recipient_id, undefined)
  assert.equal(status?.recipient_user_id, zoe.bsuid)
})

test('statuses come one by one and in order, with contact and pricing', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const wamid = wamidOf(await simulator.send())
  await simulator.receiver.waitFor(isStatus('delivered', wamid))
  await simulator.api('POST', `${simulator.chat('ann')}/read`)
  const read = await simulator.receiver.waitFor(isStatus('read', wamid))
  const statuses = simulator.receiver.received.flatMap(({ value }) => value.statuses ?? [])
  assert.deepEqual(
    statuses.map(({ status }) => status),
    ['sent', 'delivered', 'read'],
  )
  assert.equal(statuses[0]?.recipient_id, annWaId)
  assert.deepEqual(statuses[0].pricing, {
    billable: false,
    pricing_model: 'PMP',
    type: 'free_customer_service',
    category: 'service',
  })
  assert.equal(statuses[0].conversation, undefined)
  assert.deepEqual(read.value.contacts, [
    { profile: { name: 'Ann' }, wa_id: annWaId, user_id: simulator.ann.bsuid },
  ])
})

test('an answer to a visitor from an ad opens a free entry point', async () => {
  await using simulator = await startTestSimulator()
  const referral = { source_type: 'ad', source_id: '1', source_url: 'https://fb.me/1' }
  await simulator.write({ referral })
  const { value } = await simulator.receiver.waitFor(isMessage('text'))
  assert.deepEqual(value.messages?.[0]?.['referral'], referral)
  const wamid = wamidOf(await simulator.send())
  const sent = await simulator.receiver.waitFor(isStatus('sent', wamid))
  const [status] = sent.value.statuses ?? []
  assert.equal(status?.pricing?.type, 'free_entry_point')
  assert.ok(status.conversation?.expiration_timestamp)
})

test('a receiver that fails gets the webhook again, and later ones wait their turn', async () => {
  await using simulator = await startTestSimulator()
  simulator.receiver.answerNext(500, 'hang up')
  await simulator.write({ text: { body: 'one' } })
  await simulator.write({ text: { body: 'two' } })
  await simulator.receiver.waitForCount(4)
  assert.deepEqual(bodies(simulator.receiver.received), ['one', 'one', 'one', 'two'])
  await simulator.flush()
  const { body: log } = await simulator.api<Record<string, unknown>[]>(
    'GET',
    '/webhooks?state=delivered',
  )
  assert.deepEqual(
    log.map((entry) => entry['attemptCount']),
    [1, 3],
  )
})

test('only 200 counts as received', async () => {
  await using simulator = await startTestSimulator()
  simulator.receiver.answerNext(201, 204, 302)
  await simulator.write()
  for (let count = 0; count < 3; count += 1) {
    await simulator.receiver.waitForCount(count + 1)
    await simulator.flush()
  }
  assert.equal(simulator.receiver.received.length, 4)
})

test('gaps double from a quarter of a second to 5 seconds', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6, 7, 50].map(gapMs),
    [250, 500, 1000, 2000, 4000, 5000, 5000, 5000],
  )
})

test('one chat that is refused does not hold up another', async () => {
  await using simulator = await startTestSimulator()
  await simulator.person({ id: 'bob', name: 'Bob', waId: '447700900124' })
  simulator.receiver.answerNext(500)
  await simulator.write({ text: { body: 'from Ann' } })
  await simulator.receiver.waitForCount(1)
  await simulator.write({ text: { body: 'from Bob' } }, 'bob')
  await simulator.receiver.waitForCount(2)
  assert.deepEqual(bodies(simulator.receiver.received), ['from Ann', 'from Bob'])
})

test('webhooks for a receiver that was down wait through a restart of the simulator', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'keepword-simulator-test-'))
  let port = 0
  {
    await using simulator = await startTestSimulator({ dataDir })
    port = simulator.receiver.port
    await simulator.api('POST', '/clock', { advanceMs: 1000 })
    simulator.receiver.answerNext(...Array.from({ length: 100 }, () => 503))
    await simulator.write({ text: { body: 'one' } })
    await simulator.write({ text: { body: 'two' } })
    await simulator.receiver.waitForCount(1)
  }
  {
    await using receiver = await startReceiver({ port })
    const { startSimulator } = await import('#simulator/start-simulator.ts')
    await using simulator = await startSimulator({ port: 0, dataDir, logLevel: 'error' })
    await receiver.waitForCount(2)
    assert.deepEqual(bodies(receiver.received), ['one', 'two'])
    const state = await fetch(`${simulator.url}/simulator/api/clock`)
    assert.equal(((await state.json()) as { offsetMs: number }).offsetMs, 1000)
  }
  await rm(dataDir, { recursive: true })
})

test('a message on its way when the simulator stopped is delivered after the restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'keepword-simulator-test-'))
  let port = 0
  let wamid = ''
  {
    await using simulator = await startTestSimulator({ dataDir, statusDelayMs: 600_000 })
    port = simulator.receiver.port
    await simulator.write()
    wamid = wamidOf(await simulator.send())
  }
  {
    await using receiver = await startReceiver({ port })
    const { startSimulator } = await import('#simulator/start-simulator.ts')
    await using _simulator = await startSimulator({
      port: 0,
      dataDir,
      statusDelayMs: 0,
      logLevel: 'error',
    })
    await receiver.waitFor(isStatus('sent', wamid))
    await receiver.waitFor(isStatus('delivered', wamid))
  }
  await rm(dataDir, { recursive: true })
})

test('without a callback nothing is kept for later', async () => {
  await using simulator = await startTestSimulator()
  const app = { appSecret, verifyToken: 'let-me-in' }
  await simulator.api('PUT', '/apps/app-1', { ...app, callbackUrl: null })
  await simulator.write({ text: { body: 'unheard' } })
  await simulator.api('PUT', '/apps/app-1', { ...app, callbackUrl: simulator.receiver.url })
  await simulator.write({ text: { body: 'heard' } })
  await simulator.receiver.waitForCount(1)
  assert.deepEqual(bodies(simulator.receiver.received), ['heard'])
})

test('a callback that fails the handshake is not taken', async () => {
  await using simulator = await startTestSimulator()
  const put = (change: object) =>
    simulator.api<{ detail: string; code: string }>('PUT', '/apps/app-1', {
      appSecret,
      verifyToken: 'let-me-in',
      callbackUrl: simulator.receiver.url,
      ...change,
    })
  const wrongToken = await put({ verifyToken: 'wrong' })
  assert.deepEqual([wrongToken.status, wrongToken.body.code], [422, 'callback_not_verified'])
  assert.match(wrongToken.body.detail, /403/)
  const nobodyThere = await put({ callbackUrl: 'http://127.0.0.1:9/webhook' })
  assert.match(nobodyThere.body.detail, /could not be reached/)
  assert.equal(simulator.receiver.challengeCount(), 2)
})

test('any body can be posted with a valid, a wrong or no signature', async () => {
  await using simulator = await startTestSimulator()
  const post = (body: object) =>
    simulator.api<{ status: number; answers: object[] }>('POST', '/webhooks', body)
  const answer = await post({ body: '{"object":"page"}', repeat: 2 })
  assert.equal(answer.body.status, 200)
  assert.equal(answer.body.answers.length, 2)
  await post({ body: { a: 'é' }, signature: 'invalid' })
  await post({ body: 'no JSON', signature: 'missing' })
  const [first, , third, fourth] = simulator.receiver.received
  assert.equal(first?.signature, signBody('{"object":"page"}', appSecret))
  assert.equal(third?.raw, '{"a":"\\u00e9"}')
  assert.notEqual(third.signature, signBody(third.raw, appSecret))
  assert.match(String(third.signature), /^sha256=[0-9a-f]{64}$/)
  assert.equal(fourth?.signature, undefined)
})
