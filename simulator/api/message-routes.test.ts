import assert from 'node:assert/strict'
import test from 'node:test'
import { isMessage, isStatus } from '#simulator/testing/start-receiver.ts'
import {
  phoneNumberId,
  startTestSimulator,
  wamidOf,
} from '#simulator/testing/start-test-simulator.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

type Problem = { code: string; detail: string }

test('a voice message is played once', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const form = new FormData()
  form.append('messaging_product', 'whatsapp')
  form.append('file', new Blob(['OggS, say'], { type: 'audio/ogg; codecs=opus' }), 'voice.ogg')
  const upload = await simulator.graph<{ id: string }>('POST', `/${phoneNumberId}/media`, form)
  const audio = { id: upload.body.id, voice: true }
  const wamid = wamidOf(await simulator.send({ type: 'audio', audio }))
  await simulator.flush()
  const path = `${simulator.chat('ann')}/messages/${encodeURIComponent(wamid)}/played`
  await simulator.api('POST', path)
  await simulator.api('POST', path)
  await simulator.flush()
  assert.equal(simulator.receiver.received.filter(isStatus('played')).length, 1)
})

test('a status can be forced, also backwards, and the message keeps the furthest', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const wamid = wamidOf(await simulator.send())
  await simulator.flush()
  await simulator.api('POST', '/status', { wamid, status: 'read' })
  await simulator.api('POST', '/status', { wamid, status: 'sent' })
  await simulator.api('POST', '/status', { wamid, status: 'failed', errorCode: 131049 })
  await simulator.flush()
  const statuses = simulator.receiver.received.flatMap(({ value }) => value.statuses ?? [])
  assert.deepEqual(
    statuses.map(({ status }) => status),
    ['sent', 'delivered', 'read', 'sent', 'failed'],
  )
  const { body } = await simulator.api<{ messages: Record<string, unknown>[] }>(
    'GET',
    '/sent-messages',
  )
  assert.equal(body.messages[0]?.['status'], 'failed')
  assert.equal(body.messages[0]['errorCode'], 131049)
})

test('a reaction of the person replaces the one before and can be taken away', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  const wamid = wamidOf(await simulator.send())
  await simulator.flush()
  const react = (emoji?: string) =>
    simulator.write({ type: 'reaction', reaction: { message_id: wamid, emoji } })
  const reactions = async () => (await simulator.messagesOf())[1]?.['reactions']
  await react('👍')
  await react('❤️')
  assert.deepEqual(await reactions(), [{ from: 'person', emoji: '❤️' }])
  await react()
  assert.deepEqual(await reactions(), [])
  await simulator.flush()
  const told = simulator.receiver.received.filter(isMessage('reaction'))
  assert.deepEqual(
    told.map(({ value }) => value.messages?.[0]?.['reaction']),
    [{ message_id: wamid, emoji: '👍' }, { message_id: wamid, emoji: '❤️' }, { message_id: wamid }],
  )
})

test('a reaction of the business gets only sent and stands below the message', async () => {
  await using simulator = await startTestSimulator()
  const wamid = await simulator.write()
  const reaction = wamidOf(
    await simulator.send({ type: 'reaction', reaction: { message_id: wamid, emoji: '🎉' } }),
  )
  await simulator.flush()
  assert.deepEqual((await simulator.messagesOf())[0]?.['reactions'], [
    { from: 'business', emoji: '🎉' },
  ])
  const own = simulator.receiver.received.flatMap(({ value }) => value.statuses ?? [])
  assert.deepEqual(
    own.map(({ id, status }) => [id, status]),
    [[reaction, 'sent']],
  )
  await simulator.send({ type: 'reaction', reaction: { message_id: wamid, emoji: '' } })
  await simulator.flush()
  assert.deepEqual((await simulator.messagesOf())[0]?.['reactions'], [])
})

test('a reaction to a message of 30 days ago fails with 131009', async () => {
  await using simulator = await startTestSimulator()
  const wamid = await simulator.write()
  await simulator.api('POST', '/clock', { advanceMs: 30 * 24 * hourMs + minuteMs })
  await simulator.write()
  const late = wamidOf(
    await simulator.send({ type: 'reaction', reaction: { message_id: wamid, emoji: '🎉' } }),
  )
  const { value } = await simulator.receiver.waitFor(isStatus('failed', late))
  assert.equal(value.statuses?.[0]?.errors?.[0]?.code, 131009)
})

test('a text can be edited for 15 minutes', async () => {
  await using simulator = await startTestSimulator()
  const wamid = await simulator.write({ text: { body: 'Helo' } })
  const path = `${simulator.chat('ann')}/messages/${encodeURIComponent(wamid)}/edit`
  await simulator.api('POST', '/clock', { advanceMs: 14 * minuteMs })
  assert.equal((await simulator.api('POST', path, { text: 'Hello' })).status, 200)
  const { value } = await simulator.receiver.waitFor(isMessage('edit'))
  assert.deepEqual(value.messages?.[0]?.['edit'], {
    original_message_id: wamid,
    message: { context: { id: 'M0' }, type: 'text', text: { body: 'Hello' } },
  })
  assert.notEqual(value.messages[0]['id'], wamid)
  const [shown] = await simulator.messagesOf()
  assert.deepEqual([shown?.['content'], shown?.['edited']], [{ body: 'Hello' }, true])
  await simulator.api('POST', '/clock', { advanceMs: minuteMs })
  const late = await simulator.api<Problem>('POST', path, { text: 'Hi' })
  assert.deepEqual([late.status, late.body.code], [409, 'too_late'])
})

test('a message can be deleted for 2 days, and its content is gone', async () => {
  await using simulator = await startTestSimulator()
  const early = await simulator.write({ text: { body: 'secret' } })
  const late = await simulator.write()
  const path = (wamid: string) =>
    `${simulator.chat('ann')}/messages/${encodeURIComponent(wamid)}/revoke`
  await simulator.api('POST', '/clock', { advanceMs: 47 * hourMs })
  await simulator.api('POST', path(early))
  const { value } = await simulator.receiver.waitFor(isMessage('revoke'))
  assert.deepEqual(value.messages?.[0]?.['revoke'], { original_message_id: early })
  const [shown] = await simulator.messagesOf()
  assert.deepEqual([shown?.['content'], shown?.['revoked']], [{}, true])
  await simulator.api('POST', '/clock', { advanceMs: hourMs })
  assert.equal((await simulator.api('POST', path(late))).status, 409)
})

const kinds: [type: string, content: unknown, extra?: object][] = [
  ['location', { latitude: 48.2, longitude: 16.37, name: 'Office' }],
  ['contacts', [{ name: { formatted_name: 'Bob' }, phones: [{ phone: '+447700900124' }] }]],
  ['button', { payload: 'YES', text: 'Yes' }],
  ['interactive', { type: 'button_reply', button_reply: { id: 'a', title: 'A' } }],
  ['interactive', { type: 'list_reply', list_reply: { id: 'a', title: 'A', description: 'B' } }],
  [
    'order',
    {
      catalog_id: 'c',
      text: '',
      product_items: [{ product_retailer_id: 's', quantity: 1, item_price: 2, currency: 'EUR' }],
    },
  ],
]
test('every kind of message reaches the business under its own key', async (t) => {
  await using simulator = await startTestSimulator()
  for (const [type, content] of kinds) {
    await t.test(`${type} ${JSON.stringify(content).slice(0, 24)}`, async () => {
      const id = await simulator.write({ type, [type]: content })
      const { value } = await simulator.receiver.waitFor(
        (webhook) => webhook.value.messages?.[0]?.['id'] === id,
      )
      assert.deepEqual(value.messages?.[0]?.[type], content)
    })
  }
  await t.test('unsupported, with the error Meta puts there', async () => {
    await simulator.write({ type: 'unsupported', unsupported: { type: 'poll_creation' } })
    const { value } = await simulator.receiver.waitFor(isMessage('unsupported'))
    const [message] = value.messages ?? []
    assert.deepEqual(message?.['unsupported'], { type: 'poll_creation' })
    assert.equal((message['errors'] as { code: number }[])[0]?.code, 131051)
  })
})

test('a reply names the quoted message and who wrote it', async () => {
  await using simulator = await startTestSimulator()
  const own = await simulator.write()
  const theirs = wamidOf(await simulator.send())
  await simulator.write({ text: { body: 'a' }, context: { message_id: theirs } })
  await simulator.write({ text: { body: 'b' }, context: { message_id: own } })
  await simulator.write({ text: { body: 'c' }, context: { forwarded: true } })
  await simulator.flush()
  const contexts = simulator.receiver.received.flatMap(({ value }) =>
    (value.messages ?? []).map((message) => message['context']),
  )
  assert.deepEqual(contexts, [
    undefined,
    { from: '15550100001', id: theirs },
    { from: '447700900123', id: own },
    { forwarded: true },
  ])
})
