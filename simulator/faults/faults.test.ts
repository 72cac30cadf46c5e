import assert from 'node:assert/strict'
import test from 'node:test'
import { isMessage, isStatus } from '#simulator/testing/start-receiver.ts'
import {
  codeOf,
  phoneNumberId,
  startTestSimulator,
  wamidOf,
  type GraphErrorBody,
} from '#simulator/testing/start-test-simulator.ts'

const texts = (received: { value: { messages?: Record<string, unknown>[] } }[]): string[] =>
  received.flatMap(({ value }) => {
    const text = value.messages?.[0]?.['text'] as { body: string } | undefined
    return text === undefined ? [] : [text.body]
  })

test('a lost answer breaks the connection, but the message is delivered', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  await simulator.api('POST', '/faults', { kind: 'lost_answer' })
  await assert.rejects(simulator.send({ biz_opaque_callback_data: 'job 7' }))
  const { value } = await simulator.receiver.waitFor(isStatus('delivered'))
  assert.equal(value.statuses?.[0]?.biz_opaque_callback_data, 'job 7')
  assert.equal((await simulator.send()).status, 200)
})

test('an error strikes once, with its code, and nothing is sent', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  await simulator.api('POST', '/faults', { kind: 'error', code: 131016 })
  const answer = await simulator.send()
  assert.deepEqual([answer.status, codeOf(answer)], [500, 131016])
  assert.equal((await simulator.send()).status, 200)
  const { body } = await simulator.api<{ messages: object[] }>('GET', '/sent-messages')
  assert.equal(body.messages.length, 1)
})

test('a fault strikes as often as asked and where it matches', async () => {
  await using simulator = await startTestSimulator()
  await simulator.write()
  await simulator.api('POST', '/faults', {
    kind: 'error',
    code: 130429,
    times: 2,
    match: `POST messages ${phoneNumberId} text`,
  })
  const location = { type: 'location', location: { latitude: 1, longitude: 2 } }
  assert.equal((await simulator.send(location)).status, 200)
  assert.equal(codeOf(await simulator.send()), 130429)
  assert.equal(codeOf(await simulator.send()), 130429)
  assert.equal((await simulator.send()).status, 200)
})

test('an outage and a revoked token last until they are cleared', async () => {
  await using simulator = await startTestSimulator()
  const get = () => simulator.graph<GraphErrorBody>('GET', `/${phoneNumberId}`)
  await simulator.api('POST', '/faults', { kind: 'outage' })
  for (let count = 0; count < 3; count += 1) assert.equal((await get()).status, 503)
  assert.equal((await simulator.api('DELETE', '/faults')).status, 204)
  assert.equal((await get()).status, 200)
  await simulator.api('POST', '/faults', { kind: 'revoke_token' })
  assert.deepEqual([(await get()).status, codeOf(await get())], [401, 190])
  await simulator.api('DELETE', '/faults')
  assert.equal((await get()).status, 200)
})

test('a delay holds the answer back', async () => {
  await using simulator = await startTestSimulator()
  await simulator.api('POST', '/faults', { kind: 'delay', ms: 60 })
  const startedAt = performance.now()
  await simulator.graph('GET', `/${phoneNumberId}`)
  assert.ok(performance.now() - startedAt >= 55)
})

test('media that is gone answers 100 for the id and comes back afterwards', async () => {
  await using simulator = await startTestSimulator()
  const form = new FormData()
  form.append('messaging_product', 'whatsapp')
  form.append('file', new Blob(['hello'], { type: 'text/plain' }), 'a.txt')
  const path = `/${phoneNumberId}/media`
  const { body } = await simulator.graph<{ id: string }>('POST', path, form)
  await simulator.api('POST', '/faults', { kind: 'media_gone' })
  assert.equal(codeOf(await simulator.graph<GraphErrorBody>('GET', `/${body.id}`)), 100)
  assert.equal((await simulator.graph('GET', `/${body.id}`)).status, 200)
})

test('a duplicated webhook arrives twice with the same bytes', async () => {
  await using simulator = await startTestSimulator()
  await simulator.api('POST', '/faults', { kind: 'duplicate_webhooks' })
  await simulator.write()
  await simulator.receiver.waitForCount(2)
  const [first, second] = simulator.receiver.received
  assert.equal(first?.raw, second?.raw)
})

test('a reordered webhook lets the next one of its chat go first', async () => {
  await using simulator = await startTestSimulator()
  await simulator.api('POST', '/faults', { kind: 'reorder_webhooks', ms: 5000 })
  await simulator.write({ text: { body: 'one' } })
  await simulator.write({ text: { body: 'two' } })
  await simulator.receiver.waitForCount(2)
  assert.deepEqual(texts(simulator.receiver.received), ['two', 'one'])
})

test('a reordered webhook with none behind it leaves after its time', async () => {
  await using simulator = await startTestSimulator()
  await simulator.api('POST', '/faults', { kind: 'reorder_webhooks', ms: 20 })
  await simulator.write()
  await simulator.receiver.waitFor(isMessage('text'))
})

test('held webhooks leave when the fault is cleared', async () => {
  await using simulator = await startTestSimulator()
  await simulator.api('POST', '/faults', { kind: 'hold_webhooks', match: 'statuses.delivered' })
  await simulator.write()
  const wamid = wamidOf(await simulator.send())
  await simulator.receiver.waitFor(isStatus('sent', wamid))
  const flush = () => simulator.api('POST', '/webhooks/flush?timeoutMs=20')
  while ((await flush()).body['pending'] !== 1);
  assert.deepEqual((await flush()).body, { pending: 1, quiet: false })
  await simulator.api('DELETE', '/faults')
  await simulator.receiver.waitFor(isStatus('delivered', wamid))
})

test('webhooks that are held for a time leave when it is over', async () => {
  await using simulator = await startTestSimulator()
  await simulator.api('POST', '/faults', { kind: 'hold_webhooks', ms: 30 })
  await simulator.write()
  await simulator.receiver.waitFor(isMessage('text'))
  assert.deepEqual((await simulator.api('GET', '/faults')).body, [])
})
