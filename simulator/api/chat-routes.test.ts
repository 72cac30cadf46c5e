import assert from 'node:assert/strict'
import test from 'node:test'
import { isMessage, isStatus } from '#simulator/testing/start-receiver.ts'
import {
  phoneNumberId,
  startTestSimulator,
  wamidOf,
} from '#simulator/testing/start-test-simulator.ts'

const hourMs = 3_600_000

test('a chat shows both sides, oldest first, page by page', async () => {
  await using simulator = await startTestSimulator()
  const first = await simulator.write({ text: { body: 'one' } })
  const second = await simulator.write({ text: { body: 'two' } })
  const third = wamidOf(await simulator.send({ context: { message_id: first } }))
  await simulator.flush()
  const path = `${simulator.chat('ann')}/messages`
  const { body: newest } = await simulator.api<Record<string, unknown>[]>('GET', `${path}?limit=2`)
  assert.deepEqual(
    newest.map(({ id }) => id),
    [second, third],
  )
  assert.equal(newest[1]?.['direction'], 'to_person')
  assert.deepEqual(newest[1]['content'], { body: 'Good day' })
  assert.deepEqual(newest[1]['context'], { message_id: first })
  const before = encodeURIComponent(second)
  const { body: older } = await simulator.api<Record<string, unknown>[]>(
    'GET',
    `${path}?limit=2&before=${before}`,
  )
  assert.deepEqual(
    older.map(({ id }) => id),
    [first],
  )
})

test('the list of chats tells unread, last message and when the window closes', async () => {
  await using simulator = await startTestSimulator()
  const chats = async () =>
    (await simulator.api<Record<string, unknown>[]>('GET', '/people/ann/chats')).body[0]
  assert.equal((await chats())?.['lastMessage'], null)
  assert.equal((await chats())?.['windowClosesAt'], null)
  await simulator.write()
  await simulator.send()
  await simulator.flush()
  const chat = await chats()
  assert.equal(chat?.['businessName'], 'Lucky Shrub')
  assert.equal(chat['unread'], 1)
  const [own] = await simulator.messagesOf()
  assert.equal(chat['windowClosesAt'], Number(own?.['timestampMs']) + 24 * hourMs)
  assert.deepEqual((await simulator.api('POST', `${simulator.chat('ann')}/read`)).body, {
    readCount: 1,
  })
  assert.equal((await chats())?.['unread'], 0)
})

test("the person's ticks: sent, delivered with the 200, read with the mark", async () => {
  await using simulator = await startTestSimulator()
  const statusOf = async (index: number) => (await simulator.messagesOf())[index]?.['status']
  await simulator.api('POST', '/faults', { kind: 'hold_webhooks' })
  await simulator.write()
  const second = await simulator.write()
  assert.equal(await statusOf(0), 'sent')
  await simulator.api('DELETE', '/faults')
  await simulator.flush()
  assert.equal(await statusOf(0), 'delivered')
  const marked = await simulator.graph('POST', `/${phoneNumberId}/messages`, {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: second,
  })
  assert.deepEqual(marked.body, { success: true })
  assert.deepEqual([await statusOf(0), await statusOf(1)], ['read', 'read'])
})

test('marking what the number never received is refused', async () => {
  await using simulator = await startTestSimulator()
  const marked = await simulator.graph('POST', `/${phoneNumberId}/messages`, {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: 'wamid.unknown',
  })
  assert.equal(marked.status, 400)
})

test('who is offline gets the message when they come back', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  await simulator.api('PATCH', '/people/ann', { online: false })
  const wamid = wamidOf(await simulator.send())
  await simulator.receiver.waitFor(isStatus('sent', wamid))
  await simulator.flush()
  assert.equal((await simulator.messagesOf()).length, 1)
  await simulator.api('PATCH', '/people/ann', { online: true })
  await simulator.receiver.waitFor(isStatus('delivered', wamid))
  assert.equal((await simulator.messagesOf()).length, 2)
})

test('a message undelivered for more than 30 days is dropped without a word', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  await simulator.api('PATCH', '/people/ann', { online: false })
  wamidOf(await simulator.send())
  await simulator.flush()
  await simulator.api('POST', '/clock', { advanceMs: 31 * 24 * hourMs })
  await simulator.api('PATCH', '/people/ann', { online: true })
  await simulator.flush()
  assert.equal(simulator.receiver.received.some(isStatus('delivered')), false)
})

test('without read receipts nothing is told, only the unread count falls', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  await simulator.api('PATCH', '/people/ann', { readReceipts: false })
  wamidOf(await simulator.send())
  await simulator.flush()
  const { body } = await simulator.api('POST', `${simulator.chat('ann')}/read`)
  assert.deepEqual(body, { readCount: 1 })
  await simulator.flush()
  assert.equal(simulator.receiver.received.some(isStatus('read')), false)
})

test('a new phone number is told with a new BSUID', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const { body: moved } = await simulator.api<{ bsuid: string }>('PATCH', '/people/ann', {
    waId: '+44 7700 900 126',
  })
  assert.notEqual(moved.bsuid, simulator.ann.bsuid)
  const { value } = await simulator.receiver.waitFor(isMessage('system'))
  assert.equal(value.contacts, undefined)
  assert.equal(value.messages?.[0]?.['from'], '447700900123')
  assert.deepEqual(value.messages[0]['system'], {
    type: 'user_changed_number',
    body: 'User Ann changed from 447700900123 to 447700900126',
    wa_id: '447700900126',
    user_id: moved.bsuid,
    previous_user_id: simulator.ann.bsuid,
  })
})

test('two portfolios see one person under two BSUIDs, each good for its own numbers', async () => {
  await using simulator = await startTestSimulator()
  await simulator.api('PUT', '/numbers/2', {
    wabaId: 'waba-2',
    businessId: 'portfolio-2',
    displayPhoneNumber: '15550100002',
    verifiedName: 'Second shop',
    accessToken: 'token-2',
  })
  const hello = { type: 'text', text: { body: 'Hi' } }
  await simulator.write(hello)
  await simulator.api('POST', '/people/ann/chats/2/messages', hello)
  await simulator.receiver.waitForCount(2)
  const seenBy = (id: string) =>
    simulator.receiver.received.find(({ value }) => value.metadata.phone_number_id === id)?.value
      .contacts?.[0]?.['user_id']
  assert.equal(seenBy(phoneNumberId), simulator.ann.bsuid)
  const ofSecond = seenBy('2')
  assert.notEqual(ofSecond, simulator.ann.bsuid)

  const good = wamidOf(await simulator.send({ to: undefined, recipient: simulator.ann.bsuid }))
  await simulator.receiver.waitFor(isStatus('delivered', good))
  const foreign = wamidOf(await simulator.send({ to: undefined, recipient: ofSecond }))
  await simulator.receiver.waitFor(isStatus('failed', foreign))
})
