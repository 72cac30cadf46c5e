import assert from 'node:assert/strict'
import test from 'node:test'
import {
  phoneNumberId,
  startTestSimulator,
  wamidOf,
} from '#simulator/testing/start-test-simulator.ts'

/** Reads server-sent events until the test ends. */
async function listen(url: string) {
  const stop = new AbortController()
  const response = await fetch(url, { signal: stop.signal })
  assert.equal(response.headers.get('content-type'), 'text/event-stream')
  const chunks = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let buffer = ''
  return {
    async next(): Promise<{ event: string; data: Record<string, unknown> }> {
      for (;;) {
        const end = buffer.indexOf('\n\n')
        if (end >= 0) {
          const block = buffer.slice(0, end)
          buffer = buffer.slice(end + 2)
          const data = /^data: (.*)$/m.exec(block)?.[1]
          if (data === undefined) continue
          const event = /^event: (.*)$/m.exec(block)?.[1] ?? 'message'
          return { event, data: JSON.parse(data) as Record<string, unknown> }
        }
        const chunk = await chunks?.read()
        assert.ok(chunk?.value !== undefined, 'the stream ended')
        buffer += chunk.value
      }
    },
    async nextOf(event: string) {
      for (;;) {
        const found = await this.next()
        if (found.event === event) return found.data
      }
    },
    [Symbol.dispose]: () => stop.abort(),
  }
}

test('the clock stream tells the offset at once and on every jump', async () => {
  await using simulator = await startTestSimulator()
  await simulator.api('POST', '/clock', { advanceMs: 5000 })
  using stream = await listen(`${simulator.url}/simulator/api/clock/stream`)
  assert.deepEqual((await stream.next()).data, { offsetMs: 5000 })
  await simulator.api('POST', '/clock', { advanceMs: 1000 })
  assert.deepEqual((await stream.next()).data, { offsetMs: 6000 })
  await simulator.api('POST', '/clock', { reset: true })
  assert.deepEqual((await stream.next()).data, { offsetMs: 0 })
})

test('the phone hears of messages, ticks, typing, reactions, people and the clock', async () => {
  await using simulator = await startTestSimulator()
  using stream = await listen(`${simulator.url}/simulator/api/events`)
  const chat = { personId: 'ann', phoneNumberId }

  const own = await simulator.write()
  const { message, ...place } = await stream.nextOf('message')
  assert.deepEqual(place, chat)
  assert.equal((message as { id: string }).id, own)
  assert.deepEqual(await stream.nextOf('status'), { ...chat, wamid: own, status: 'delivered' })

  await simulator.graph('POST', `/${phoneNumberId}/messages`, {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: own,
    typing_indicator: { type: 'text' },
  })
  assert.deepEqual(await stream.nextOf('status'), { ...chat, wamid: own, status: 'read' })
  assert.equal((await stream.nextOf('typing'))['typing'], true)

  const theirs = wamidOf(await simulator.send())
  assert.deepEqual(await stream.nextOf('typing'), { ...chat, typing: false })
  const received = (await stream.nextOf('message'))['message'] as Record<string, unknown>
  assert.deepEqual([received['id'], received['status']], [theirs, 'delivered'])
  assert.equal(((await stream.nextOf('chat'))['chat'] as { unread: number }).unread, 1)

  await simulator.send({ type: 'reaction', reaction: { message_id: own, emoji: '🎉' } })
  assert.deepEqual(await stream.nextOf('reaction'), {
    ...chat,
    wamid: own,
    from: 'business',
    emoji: '🎉',
  })
  await simulator.api('PATCH', '/people/ann', { name: 'Anna' })
  const person = (await stream.nextOf('person'))['person'] as { name: string }
  assert.equal(person.name, 'Anna')
  await simulator.api('POST', '/clock', { advanceMs: 1000 })
  assert.equal((await stream.nextOf('clock'))['offsetMs'], 1000)
})

test('a stream for one person is silent about others', async () => {
  await using simulator = await startTestSimulator()
  await simulator.person({ id: 'bob', name: 'Bob' })
  using stream = await listen(`${simulator.url}/simulator/api/events?personId=bob`)
  await simulator.write({}, 'ann')
  await simulator.write({}, 'bob')
  assert.equal((await stream.nextOf('message'))['personId'], 'bob')
})
