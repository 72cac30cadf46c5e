import assert from 'node:assert/strict'
import test from 'node:test'
import { isStatus } from '#simulator/testing/start-receiver.ts'
import {
  annWaId,
  codeOf,
  phoneNumberId,
  startTestSimulator,
  wamidOf,
  type GraphErrorBody,
} from '#simulator/testing/start-test-simulator.ts'

const dayMs = 24 * 3_600_000

test('an accepted message is answered with the input, the wa_id and a wamid', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const answer = await simulator.send({ to: '+44 (7700) 900-123' })
  const wamid = wamidOf(answer)
  assert.match(wamid, /^wamid\.[A-Za-z0-9+/=]+$/)
  assert.deepEqual(answer.body, {
    messaging_product: 'whatsapp',
    contacts: [{ input: '+44 (7700) 900-123', wa_id: annWaId }],
    messages: [{ id: wamid }],
  })
})

test('a message to a BSUID is answered with the user id and no wa_id', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const { bsuid } = simulator.ann
  const answer = await simulator.send({ to: undefined, recipient: bsuid })
  assert.deepEqual(answer.body.contacts, [{ input: bsuid, user_id: bsuid }])
})

test('to wins over recipient', async () => {
  await using simulator = await startTestSimulator()
  const bob = await simulator.person({ name: 'Bob', waId: '447700900124' })
  await simulator.write({}, bob.id)
  const answer = await simulator.send({ to: bob.waId, recipient: simulator.ann.bsuid })
  assert.equal(answer.body.contacts[0]?.wa_id, bob.waId)
})

test('a message without type is a text', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  assert.equal((await simulator.send({ type: undefined })).status, 200)
})

test('two equal messages get two ids', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  assert.notEqual(wamidOf(await simulator.send()), wamidOf(await simulator.send()))
})

test('callers without, with a wrong and with a foreign token are refused first', async () => {
  await using simulator = await startTestSimulator()
  const path = `/${phoneNumberId}/messages`
  const post = (token: string | null) =>
    simulator.graph<GraphErrorBody>('POST', path, 'not even JSON', token)
  // A body that cannot be read is refused before anything; one that can, by its token.
  assert.equal(codeOf(await post(null)), 100)
  const bad = { messaging_product: 'nonsense' }
  const none = await simulator.graph<GraphErrorBody>('POST', path, bad, null)
  assert.deepEqual([none.status, codeOf(none)], [403, 200])
  const wrong = await simulator.graph<GraphErrorBody>('POST', path, bad, 'wrong')
  assert.deepEqual([wrong.status, codeOf(wrong)], [401, 190])

  await simulator.api('PUT', '/numbers/2', {
    wabaId: 'other',
    businessId: 'other',
    displayPhoneNumber: '15550100002',
    verifiedName: 'Other',
    accessToken: 'other-token',
  })
  const foreign = await simulator.graph<GraphErrorBody>(
    'POST',
    path,
    { messaging_product: 'whatsapp', to: annWaId, text: { body: 'Hi' } },
    'other-token',
  )
  assert.deepEqual([foreign.status, codeOf(foreign)], [400, 100])
  assert.equal(foreign.body.error.error_subcode, 33)
})

const envelopes: [what: string, change: Record<string, unknown>, code: number][] = [
  ['without messaging_product', { messaging_product: undefined }, 100],
  ['without recipient', { to: undefined }, 100],
  ['with letters as phone number', { to: 'ann' }, 100],
  ['with something else as BSUID', { to: undefined, recipient: 'ann' }, 100],
  ['to a group', { recipient_type: 'group' }, 131041],
  ['to the business itself', { to: '+1 555-010-0001' }, 131021],
  ['of an unknown type', { type: 'poll' }, 131051],
  ['with a context that has no id', { context: {} }, 100],
  ['with 513 characters of callback data', { biz_opaque_callback_data: 'x'.repeat(513) }, 100],
]
test('envelopes are refused with the code Meta uses', async (t) => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  for (const [what, change, code] of envelopes) {
    await t.test(`a message ${what} is refused with ${code}`, async () => {
      assert.equal(codeOf(await simulator.send(change)), code)
    })
  }
})

test('512 characters of callback data come back in every status', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const callbackData = 'x'.repeat(512)
  const wamid = wamidOf(await simulator.send({ biz_opaque_callback_data: callbackData }))
  for (const status of ['sent', 'delivered']) {
    const { value } = await simulator.receiver.waitFor(isStatus(status, wamid))
    assert.equal(value.statuses?.[0]?.biz_opaque_callback_data, callbackData)
  }
})

test('a free-form message before the person ever wrote is refused with 131047', async () => {
  await using simulator = await startTestSimulator()
  const answer = await simulator.send()
  assert.deepEqual([answer.status, codeOf(answer)], [400, 131047])
})

test('the window is open until 24 hours after the last message and then shut', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  await simulator.api('POST', '/clock', { advanceMs: dayMs - 60_000 })
  assert.equal((await simulator.send()).status, 200)
  await simulator.api('POST', '/clock', { advanceMs: 60_000 })
  assert.equal(codeOf(await simulator.send()), 131047)
  await simulator.write({ type: 'reaction', reaction: await reactionTo(simulator) })
  assert.equal((await simulator.send()).status, 200)
})

async function reactionTo(simulator: Awaited<ReturnType<typeof startTestSimulator>>) {
  const [first] = await simulator.messagesOf()
  return { message_id: String(first?.['id']), emoji: '👍' }
}

test('a window of one number does not open that of another', async () => {
  await using simulator = await startTestSimulator()
  await simulator.api('PUT', '/numbers/2', {
    wabaId: 'waba-2',
    businessId: 'portfolio-1',
    displayPhoneNumber: '15550100002',
    verifiedName: 'Second shop',
    accessToken: 'token-2',
  })
  await simulator.write()
  const answer = await simulator.graph<GraphErrorBody>(
    'POST',
    '/2/messages',
    { messaging_product: 'whatsapp', to: annWaId, text: { body: 'Hi' } },
    'token-2',
  )
  assert.equal(codeOf(answer), 131047)
})

test('a shut window may be told by a failed webhook instead', async () => {
  await using simulator = await startTestSimulator({ windowClosedAnswer: 'fail_later' })
  const wamid = wamidOf(await simulator.send())
  const { value } = await simulator.receiver.waitFor(isStatus('failed', wamid))
  assert.equal(value.statuses?.[0]?.errors?.[0]?.code, 131047)
})

test('a number nobody has is accepted and fails with 131026 in a webhook', async () => {
  await using simulator = await startTestSimulator()
  const wamid = wamidOf(await simulator.send({ to: '+447700900999' }))
  const { value } = await simulator.receiver.waitFor(isStatus('failed', wamid))
  const [status] = value.statuses ?? []
  assert.equal(value.contacts, undefined)
  assert.equal(status?.recipient_id, '447700900999')
  assert.equal(status.recipient_user_id, undefined)
  assert.equal(status.errors?.[0]?.code, 131026)
})

test('somebody who is not on WhatsApp fails the same way', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  await simulator.api('PATCH', '/people/ann', { onWhatsApp: false })
  const wamid = wamidOf(await simulator.send())
  await simulator.receiver.waitFor(isStatus('failed', wamid))
})

test('a deregistered number is refused with 133010 until it is registered again', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  await simulator.graph('POST', `/${phoneNumberId}/deregister`, {})
  assert.equal(codeOf(await simulator.send()), 133010)
  await simulator.graph('POST', `/${phoneNumberId}/register`, {
    messaging_product: 'whatsapp',
    pin: '212834',
  })
  assert.equal((await simulator.send()).status, 200)
})

test('a burst of more than 45 messages to one person is refused with 131056', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const answers = await Promise.all(Array.from({ length: 60 }, () => simulator.send()))
  const refused = answers.filter(({ status }) => status !== 200)
  assert.ok(refused.length > 0 && refused.length <= 15)
  for (const answer of refused) assert.equal(codeOf(answer), 131056)
})

test('a number that may send one message a second refuses the second with 130429', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  await simulator.api('PUT', `/numbers/${phoneNumberId}`, {
    wabaId: '102290129340398',
    businessId: 'portfolio-1',
    displayPhoneNumber: '+1 555-010-0001',
    verifiedName: 'Lucky Shrub',
    accessToken: 'token-of-the-shop',
    throughput: 1,
  })
  const answers = await Promise.all(Array.from({ length: 20 }, () => simulator.send()))
  assert.ok(answers.some(({ status, body }) => status === 400 && body.error.code === 130429))
})

test('a path the simulator does not serve is refused in the shape of the Graph', async () => {
  await using simulator = await startTestSimulator()
  const answer = await simulator.graph<GraphErrorBody>('GET', '/1/nothing/here')
  assert.deepEqual([answer.status, codeOf(answer)], [400, 2500])
})
