import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDeliveryWorld } from '#testing/delivery-world.ts'
import { startWebhookReceiver, withStatus } from '#testing/webhook-receiver.ts'
import { tenantRows } from '#testing/tenant-rows.ts'
import { text } from '#testing/webhook-world.ts'
import {
  deadPayloadDays,
  deliveryDays,
  keepHouse,
  payloadDays,
  webhookDeliveryTasks,
} from './housekeeping.ts'
import { giveUpAfterMs } from './retry-schedule.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const received = { eventTypes: ['message.received' as const] }

test('contents leave a week after delivery, the list of deliveries after ninety days', async () => {
  await using receiver = await startWebhookReceiver()
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint(receiver.url, received)
  {
    await using _deliveries = world.start()
    await world.receive(text('old-1', 'Old', 0))
    await receiver.received(1)
  }
  const kept = async () => {
    await keepHouse(world.runtime, world.tenantId)
    const [delivery] = await world.deliveriesOf(id)
    return delivery && { canReplay: delivery.canReplay, attempts: delivery.attempts.length }
  }
  world.moveClock(payloadDays * dayMs - minuteMs)
  assert.deepEqual(await kept(), { canReplay: true, attempts: 1 })
  world.moveClock(2 * minuteMs)
  assert.deepEqual(await kept(), { canReplay: false, attempts: 1 })
  const [delivery] = await world.deliveriesOf(id)
  const replay = await world.api.post(
    `/v1/webhook-endpoints/${id}/deliveries/${delivery?.id}/replay`,
  )
  assert.equal(replay.status, 409)
  world.moveClock((deliveryDays - payloadDays) * dayMs - 2 * minuteMs)
  assert.deepEqual(await kept(), { canReplay: false, attempts: 1 })
  world.moveClock(2 * minuteMs)
  assert.equal(await kept(), undefined)
  const attempts = await tenantRows(world.runtime.database, world.tenantId, 'webhookAttempt')
  assert.deepEqual(attempts, [])
})

test('what waits three days for a disabled endpoint is a dead letter, and can be replayed for a month', async () => {
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint('https://hooks.invalid/', received)
  await world.receive(text('wait-1', 'Waiting', 0))
  await world.api.post(`/v1/webhook-endpoints/${id}/disable`)
  const states = async () => {
    await keepHouse(world.runtime, world.tenantId)
    return (await world.deliveriesOf(id)).map((one) => [one.state, one.reason, one.canReplay])
  }
  world.moveClock(giveUpAfterMs - minuteMs)
  assert.deepEqual(await states(), [['pending', null, true]])
  world.moveClock(2 * minuteMs)
  assert.deepEqual(await states(), [['dead', 'expired', true]])
  world.moveClock(deadPayloadDays * dayMs - giveUpAfterMs - 2 * minuteMs)
  assert.deepEqual(await states(), [['dead', 'expired', true]])
  world.moveClock(2 * minuteMs)
  assert.deepEqual(await states(), [['dead', 'expired', false]])
})

test('what a paused endpoint lets nobody try is given up after three days too', async () => {
  await using receiver = await startWebhookReceiver(withStatus(500))
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint(receiver.url, received)
  {
    await using _deliveries = world.start()
    await world.receive(text('fail-1', 'Failing', 0))
    await receiver.received(1)
  }
  world.moveClock(giveUpAfterMs)
  await keepHouse(world.runtime, world.tenantId)
  const [delivery] = await world.deliveriesOf(id)
  assert.deepEqual([delivery?.state, delivery?.reason], ['dead', 'status'])
})

test('what waits for an endpoint that is well is not given up, however long nobody was there to send it', async () => {
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint('https://hooks.invalid/', received)
  await world.receive(text('well-1', 'Waiting', 0))
  world.moveClock(5 * dayMs)
  await keepHouse(world.runtime, world.tenantId)
  assert.equal((await world.deliveriesOf(id))[0]?.state, 'pending')
})

test('a deleted endpoint’s deliveries follow in a job, and their contents after a week', async () => {
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint('https://hooks.invalid/', received)
  await world.receive(text('gone-1', 'Gone', 0))
  await world.api.delete(`/v1/webhook-endpoints/${id}`)
  const tasks = webhookDeliveryTasks(world.runtime)
  const remove = tasks['webhook-delivery.remove-endpoint']
  assert.ok(remove)
  await remove({ tenantId: world.tenantId, endpointId: id }, {} as never)
  const rows = (table: 'webhookDelivery' | 'webhookPayload') =>
    tenantRows(world.runtime.database, world.tenantId, table)
  assert.deepEqual(await rows('webhookDelivery'), [])
  world.moveClock(payloadDays * dayMs + minuteMs)
  await keepHouse(world.runtime, world.tenantId)
  assert.deepEqual(await rows('webhookPayload'), [])
})
