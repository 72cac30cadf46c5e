import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { createDeliveryWorld, type DeliveryWorld } from '#testing/delivery-world.ts'
import { startWebhookReceiver, withStatus } from '#testing/webhook-receiver.ts'
import { text } from '#testing/webhook-world.ts'
import { failuresUntilPause, retryDelaysMs } from './retry-schedule.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

let serial = 0
/** One event for every endpoint that hears of received messages, from a contact of its own. */
const happen = (world: DeliveryWorld, count = 1) =>
  world.receive({
    messages: Array.from({ length: count }, () => {
      serial += 1
      const from = `4477009${String(serial).padStart(5, '0')}`
      return {
        from,
        id: `wamid.f${serial}`,
        timestamp: '1750000000',
        type: 'text',
        text: { body: 'Hi' },
      }
    }),
  })

const received = { eventTypes: ['message.received' as const] }

/** Runs the service until so many requests have come, and everything is written down. */
async function deliver(world: DeliveryWorld, until: () => Promise<unknown>): Promise<void> {
  await using _deliveries = world.start()
  await until()
}

test('a refusal is tried again by the schedule, under the same id, until it is taken', async () => {
  await using receiver = await startWebhookReceiver((_request, answer) => {
    answer.writeHead(500).end('the database is down')
  })
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint(receiver.url, received)
  await happen(world)
  await deliver(world, () => receiver.received(1))
  const [first] = await world.deliveriesOf(id)
  assert.equal(first?.state, 'pending')
  assert.equal(first?.reason, 'status')
  assert.equal(first?.attempts[0]?.answer, 'the database is down')
  const waitMs = Date.parse(first?.nextAttemptAt ?? '') - world.runtime.clock.now().getTime()
  assert.ok(waitMs > 2_000 && waitMs < 5_600, `${waitMs} ms`)
  receiver.answerWith(withStatus(200))
  world.moveClock(6_000)
  await deliver(world, () => receiver.received(2))
  const [second] = await world.deliveriesOf(id)
  assert.equal(second?.state, 'delivered')
  assert.deepEqual(
    second?.attempts.map(({ outcome, httpStatus }) => [outcome, httpStatus]),
    [
      ['delivered', 200],
      ['failed', 500],
    ],
  )
  const ids = receiver.requests.map((request) => request.headers['webhook-id'])
  assert.equal(ids[0], ids[1])
  assert.equal((await world.shownEndpoint(id)).health.state, 'healthy')
})

test('after the last attempt a delivery is dead, and a replay starts anew', async () => {
  await using receiver = await startWebhookReceiver(withStatus(500))
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint(receiver.url, received)
  await happen(world)
  // Each wait is over in turn; pauses end long before the long waits do.
  for (const [index, delayMs] of [0, ...retryDelaysMs].entries()) {
    world.moveClock(Math.ceil(delayMs * 1.1) + (index >= 9 ? 11 * minuteMs : 0))
    if ((await world.deliveriesOf(id, '?state=pending')).length === 0) break
    await deliver(world, () => receiver.received(index + 1))
  }
  const [dead] = await world.deliveriesOf(id, '?state=dead')
  assert.ok(dead, 'it is among the dead letters')
  assert.ok(receiver.requests.length >= retryDelaysMs.length, 'nearly all attempts were made')
  receiver.answerWith(withStatus(204))
  const before = receiver.requests.length
  const replayed = await world.api.post(`/v1/webhook-endpoints/${id}/deliveries/${dead.id}/replay`)
  assert.equal(replayed.status, 202)
  world.moveClock(11 * minuteMs)
  await deliver(world, () => receiver.received(before + 1))
  assert.equal((await world.deliveriesOf(id))[0]?.state, 'delivered')
  assert.equal(receiver.requests.at(-1)?.headers['webhook-id'], dead.id)
})

test('410 disables an endpoint, with a notice; enabled again it gets what waited', async () => {
  await using receiver = await startWebhookReceiver(withStatus(410))
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint(receiver.url, received)
  await happen(world)
  await deliver(world, () => receiver.received(1))
  const gone = await world.shownEndpoint(id)
  assert.equal(gone.isEnabled, false)
  assert.equal(gone.disabledReason, 'gone')
  assert.deepEqual(
    gone.notices.map((notice) => notice.kind),
    ['disabled_gone'],
  )
  await happen(world)
  assert.equal((await world.deliveriesOf(id)).length, 1, 'nothing new is written for it')
  receiver.answerWith(withStatus(204))
  await world.api.post(`/v1/webhook-endpoints/${id}/enable`)
  world.moveClock(6_000)
  await deliver(world, () => receiver.received(2))
  assert.equal((await world.deliveriesOf(id))[0]?.state, 'delivered')
})

test('ten failures in a row pause an endpoint; then one delivery tries, and the rest follow its success', async () => {
  await using receiver = await startWebhookReceiver(withStatus(503))
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint(receiver.url, received)
  await happen(world, failuresUntilPause - 1)
  await deliver(world, () => receiver.received(failuresUntilPause - 1))
  assert.equal((await world.shownEndpoint(id)).health.state, 'failing')
  await happen(world, 30)
  await deliver(world, () => receiver.received(failuresUntilPause))
  const paused = await world.shownEndpoint(id)
  assert.equal(paused.health.state, 'paused')
  assert.equal(paused.health.consecutiveFailures, failuresUntilPause)
  const before = receiver.requests.length
  assert.ok(before < failuresUntilPause + 24, 'what had not begun was given back')
  world.moveClock(16_000)
  await deliver(world, () => receiver.received(before + 1))
  assert.equal(receiver.requests.length, before + 1, 'one delivery tries')
  assert.equal((await world.shownEndpoint(id)).health.consecutiveFailures, failuresUntilPause + 1)
  receiver.answerWith(withStatus(204))
  world.moveClock(10 * minuteMs)
  await deliver(world, async () => {
    await receiver.received(before + 2)
    await receiver.received(before + 1 + 39)
  })
  const states = (await world.deliveriesOf(id)).map((one) => one.state)
  assert.deepEqual(new Set(states), new Set(['delivered']))
  assert.equal(states.length, 39)
  assert.equal((await world.shownEndpoint(id)).health.state, 'healthy')
})

test('Retry-After of a busy endpoint holds all its deliveries, an hour at most', async () => {
  await using receiver = await startWebhookReceiver(withStatus(429, { 'retry-after': '7200' }))
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint(receiver.url, received)
  await happen(world)
  await deliver(world, () => receiver.received(1))
  const { health } = await world.shownEndpoint(id)
  const pauseMs = Date.parse(health.pausedUntil ?? '') - world.runtime.clock.now().getTime()
  assert.ok(pauseMs > 50 * minuteMs && pauseMs <= hourMs, `${pauseMs} ms`)
  const [delivery] = await world.deliveriesOf(id)
  const waitMs = Date.parse(delivery?.nextAttemptAt ?? '') - world.runtime.clock.now().getTime()
  assert.ok(waitMs > 100 * minuteMs, 'the delivery itself waits as long as was asked')
})

test('an endpoint that takes nothing for five days is disabled', async () => {
  await using receiver = await startWebhookReceiver(withStatus(500))
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint(receiver.url, received)
  await happen(world)
  await deliver(world, () => receiver.received(1))
  world.moveClock(5 * dayMs - hourMs)
  await happen(world)
  await deliver(world, () => receiver.received(3))
  assert.equal((await world.shownEndpoint(id)).isEnabled, true, 'an hour before')
  world.moveClock(hourMs)
  await happen(world)
  await deliver(world, () => receiver.received(4))
  const disabled = await world.shownEndpoint(id)
  assert.equal(disabled.disabledReason, 'failing')
  assert.deepEqual(
    disabled.notices.map((notice) => notice.kind),
    ['disabled_failing'],
  )
})

test('a redirect is not followed, and a private address is not called', async () => {
  await using inner = await startWebhookReceiver()
  await using receiver = await startWebhookReceiver(withStatus(307, { location: inner.url }))
  const world = await createDeliveryWorld()
  const redirecting = await world.endpoint(receiver.url, received)
  const metadata = await world.endpoint('https://metadata.invalid/', received)
  await world.runtime.database.inTenant(world.tenantId, async (tx) => {
    const { sealUrl, updateEndpoint } = await import('./endpoint-store.ts')
    const sealer = await world.runtime.keyring.forTenant(world.tenantId)
    const id = metadata.id as Parameters<typeof updateEndpoint>[1]
    // As if its name had pointed there only later.
    const urlSealed = sealUrl(sealer, id, 'http://169.254.169.254/latest/meta-data')
    await updateEndpoint(tx, id, { urlSealed, updatedAt: new Date() })
  })
  await happen(world)
  await deliver(world, () => receiver.received(1))
  assert.equal((await world.deliveriesOf(redirecting.id))[0]?.reason, 'redirect')
  assert.equal((await world.deliveriesOf(metadata.id))[0]?.reason, 'address_not_allowed')
  assert.deepEqual(inner.requests, [])
})

test('a dead, a silent and an endless endpoint cost another one nothing', async () => {
  await using good = await startWebhookReceiver()
  await using endless = await startWebhookReceiver((_request, answer) => {
    const chunk = Buffer.alloc(64 * 1024)
    const more = (): void => {
      while (!answer.destroyed && answer.write(chunk));
    }
    answer.writeHead(200).on('drain', more)
    more()
  })
  // Takes connections and says nothing, like a firewall that drops.
  const sockets: Socket[] = []
  const silent = createServer((socket) => sockets.push(socket.on('error', () => {})))
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as { port: number }
  const world = await createDeliveryWorld()
  const ids = new Map<string, string>()
  for (const [name, url] of [
    ['good', good.url],
    ['endless', endless.url],
    ['silent', `http://127.0.0.1:${port}/`],
    ['dead', 'http://127.0.0.1:9/'],
  ] as const)
    ids.set(name, (await world.endpoint(url, received)).id)
  const deliveries = world.start()
  const startedMs = performance.now()
  await happen(world, 40)
  await good.received(40)
  await endless.received(40)
  const tookMs = performance.now() - startedMs
  // So that closing need not wait for the time limit of what is under way.
  silent.close()
  for (const socket of sockets) socket.destroy()
  await deliveries.close()
  assert.ok(tookMs < 9_000, `${tookMs} ms, less than one request to the silent one may last`)
  const states = async (name: string) =>
    new Set((await world.deliveriesOf(ids.get(name) ?? '')).map((one) => one.state))
  assert.deepEqual(await states('good'), new Set(['delivered']))
  assert.deepEqual(await states('endless'), new Set(['delivered']))
  assert.deepEqual(await states('dead'), new Set(['pending']))
})

test('what a process had sent but not written down when it died is sent again, under the same id', async () => {
  const answered = Promise.withResolvers<void>()
  await using receiver = await startWebhookReceiver(withStatus(204))
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint(receiver.url, received)
  await happen(world)
  // From the moment the request has left on, this process reaches no database: nothing of it is written down.
  const { database } = world.runtime
  let isDying = false
  const dying = world.start({
    database: {
      ...database,
      engine: database.engine,
      inTenant: (tenantId, work) =>
        isDying
          ? Promise.reject(new Error('connection terminated'))
          : database.inTenant(tenantId, work),
    },
  })
  receiver.answerWith((_request, answer) => {
    isDying = true
    answer.writeHead(204).end()
    answered.resolve()
  })
  await receiver.received(1)
  await answered.promise
  assert.equal((await world.deliveriesOf(id))[0]?.state, 'pending')
  {
    await using _other = world.start()
    world.moveClock(28_000)
    await happen(world)
    await receiver.received(2)
    assert.equal(receiver.requests.length, 2, 'its claim still holds: only the new event is sent')
    world.moveClock(3_000)
    await receiver.received(3)
  }
  isDying = false
  await dying.close()
  const ids = receiver.requests.map((request) => request.headers['webhook-id'])
  assert.equal(ids[0], ids[2])
  assert.deepEqual(
    (await world.deliveriesOf(id)).map((one) => one.state),
    ['delivered', 'delivered'],
  )
})

test('two processes share the work and send nothing twice', async () => {
  await using receiver = await startWebhookReceiver()
  const world = await createDeliveryWorld()
  await world.endpoint(receiver.url, received)
  await happen(world, 60)
  const both = [world.start(), world.start()]
  await receiver.received(60)
  await Promise.all(both.map((one) => one.close()))
  const ids = receiver.requests.map((request) => request.headers['webhook-id'])
  assert.equal(new Set(ids).size, 60)
  assert.equal(ids.length, 60)
})

test('events of one conversation are sent one after the other', async () => {
  let underWay = 0
  let most = 0
  await using receiver = await startWebhookReceiver(async (_request, answer) => {
    underWay += 1
    most = Math.max(most, underWay)
    await new Promise((resolve) => setImmediate(resolve))
    underWay -= 1
    answer.writeHead(204).end()
  })
  const world = await createDeliveryWorld()
  await world.endpoint(receiver.url, received)
  for (let index = 0; index < 6; index++)
    await world.receive(text(`order-${index}`, String(index), index))
  await deliver(world, () => receiver.received(6))
  const texts = receiver.requests.map(
    (request) =>
      (JSON.parse(request.body.toString()) as { data: { message: { text: string } } }).data.message
        .text,
  )
  assert.deepEqual(texts, ['0', '1', '2', '3', '4', '5'])
  assert.equal(most, 1)
})
