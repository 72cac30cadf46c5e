import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../platform/ids.ts'
import {
  createSendingWorld,
  givenOpenConversation,
  readStatus,
  sendText,
  waitForStatus,
} from '#testing/given-sending.ts'
import { acquireLane, renewLane } from './lane-lease-across-tenants.ts'
import { createLaneRequests } from './lane-requests.ts'
import { openLane } from './lane.ts'
import { SendSlots } from './send-slots.ts'

const leaseMs = 60_000

/** A message that waits, and the lease of its lane. */
async function createWaitingWorld() {
  const world = await createSendingWorld()
  const { runtime } = world
  const conversation = await givenOpenConversation(runtime)
  const messageId = await sendText(runtime, conversation, 'Good morning')
  const lease = await acquireLane(runtime.database, conversation, newId(), leaseMs)
  assert.ok(lease)
  return { ...world, conversation, messageId, lease }
}

test('a lane whose lease has ended by its own clock sends nothing until the lease is renewed', async () => {
  await using world = await createWaitingWorld()
  const { conversation, graph, lease, messageId, runtime } = world
  const { tenantId } = conversation
  const lane = await openLane(runtime, { ...lease, endsAtMs: performance.now() }, new SendSlots(8))
  lane.wake()
  // Reads what people changed, and so ends after the look that the wake-up began.
  await lane.refresh()
  assert.equal(await readStatus(runtime, tenantId, messageId), 'queued')
  assert.equal(graph.sends().length, 0)
  const endsAtMs = await renewLane(runtime.database, lease, leaseMs)
  assert.ok(endsAtMs !== null && endsAtMs > performance.now())
  lane.prolong(endsAtMs)
  await waitForStatus(runtime, tenantId, messageId, 'accepted')
  await lane.close()
})

test('claimed messages do not leave once the lane may be another process’s', async () => {
  await using world = await createWaitingWorld()
  const { graph, lease, runtime } = world
  const requests = createLaneRequests(runtime, lease, {
    answered: () => assert.fail('nothing was asked'),
    mayLeave: () => false,
  })
  const channel = {
    isConnected: true,
    phoneNumberId: '900000000000001',
    portfolioId: null,
    tokenSealed: null,
  }
  assert.equal(await requests.send(channel, []), false)
  assert.equal(graph.sends().length, 0)
})
