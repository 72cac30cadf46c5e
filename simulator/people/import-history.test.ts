import assert from 'node:assert/strict'
import test from 'node:test'
import {
  codeOf,
  phoneNumberId,
  pngBytes,
  startTestSimulator,
} from '#simulator/testing/start-test-simulator.ts'

const hourMs = 3_600_000

const history = (nowMs: number) => ({
  people: [{ id: 'eve', name: 'Eve', waId: '447700900130', avatarColor: '#336699' }],
  chats: [
    {
      personId: 'eve',
      phoneNumberId,
      messages: [
        {
          id: 'wamid.1',
          direction: 'to_business',
          type: 'text',
          timestampMs: nowMs - 3 * hourMs,
          status: 'read',
          text: { body: 'Is it open?' },
        },
        {
          id: 'wamid.2',
          direction: 'to_person',
          type: 'image',
          timestampMs: nowMs - 2 * hourMs,
          status: 'delivered',
          image: { caption: 'Our door' },
          context: { message_id: 'wamid.1' },
          reactions: [{ from: 'person', emoji: '👍' }],
          media: { base64: pngBytes.toString('base64'), mime: 'image/png' },
        },
        {
          id: 'wamid.3',
          direction: 'to_business',
          type: 'reaction',
          timestampMs: nowMs - hourMs,
          reaction: { message_id: 'wamid.2', emoji: '❤️' },
        },
      ],
    },
  ],
})

test('history appears with its times, media and reactions, and without webhooks', async () => {
  await using simulator = await startTestSimulator()
  const nowMs = Date.now()
  const { body } = await simulator.api('POST', '/import', history(nowMs))
  assert.deepEqual(body, { people: 1, messages: 3, skipped: 0 })
  const [first, second, ...others] = await simulator.messagesOf('eve')
  assert.equal(others.length, 0)
  assert.deepEqual(
    [first?.['id'], first?.['timestampMs'], first?.['status'], first?.['content']],
    ['wamid.1', nowMs - 3 * hourMs, 'read', { body: 'Is it open?' }],
  )
  assert.deepEqual(second?.['reactions'], [{ from: 'person', emoji: '❤️' }])
  assert.deepEqual(second['context'], { message_id: 'wamid.1' })
  const picture = await fetch(`${simulator.url}${String(second['mediaUrl'])}`)
  assert.deepEqual(Buffer.from(await picture.arrayBuffer()), pngBytes)
  const { body: chats } = await simulator.api<{ unread: number }[]>('GET', '/people/eve/chats')
  assert.equal(chats[0]?.unread, 1)
  await simulator.flush()
  assert.equal(simulator.receiver.received.length, 0)
})

test('the same history twice changes nothing', async () => {
  await using simulator = await startTestSimulator()
  const nowMs = Date.now()
  await simulator.api('POST', '/import', history(nowMs))
  const before = await simulator.messagesOf('eve')
  const { body } = await simulator.api('POST', '/import', history(nowMs))
  assert.deepEqual(body, { people: 0, messages: 0, skipped: 3 })
  assert.deepEqual(await simulator.messagesOf('eve'), before)
})

test('the window of imported people follows their last message', async () => {
  await using simulator = await startTestSimulator()
  await simulator.api('POST', '/import', history(Date.now()))
  assert.equal((await simulator.send({ to: '447700900130' })).status, 200)
  await using later = await startTestSimulator()
  await later.api('POST', '/import', history(Date.now() - 24 * hourMs))
  assert.equal(codeOf(await later.send({ to: '447700900130' })), 131047)
})

test('a chat of nobody and a media file that is not there are refused by name', async () => {
  await using simulator = await startTestSimulator()
  const chats = [{ personId: 'nobody', phoneNumberId, messages: [] }]
  const nobody = await simulator.api<{ detail: string }>('POST', '/import', { chats })
  assert.deepEqual([nobody.status, nobody.body.detail], [422, 'There is no person nobody.'])
  const message = {
    id: 'wamid.9',
    direction: 'to_business',
    type: 'image',
    timestampMs: 1,
    image: {},
    media: { file: 'not-there.png', mime: 'image/png' },
  }
  const noFile = await simulator.api<{ detail: string }>('POST', '/import', {
    chats: [{ personId: 'ann', phoneNumberId, messages: [message] }],
  })
  assert.equal(noFile.status, 422)
  assert.match(noFile.body.detail, /wamid\.9/)
})
