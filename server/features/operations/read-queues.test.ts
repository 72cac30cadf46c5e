import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestRuntime } from '#testing/test-runtime.ts'
import { givenConversation } from '#testing/given-inbox.ts'
import { newId } from '../../platform/ids.ts'
import { readQueues } from './read-queues.ts'

const minuteMs = 60_000
const bytes = Buffer.from('sealed')

test('an empty deployment has nothing waiting anywhere, and no oldest', async () => {
  await using runtime = await createTestRuntime()
  const summary = await readQueues(runtime)
  const { journal, parked, outbox, unknown, deliveries, jobs } = summary
  assert.deepEqual(journal, { count: 0, oldestAt: null })
  assert.deepEqual(parked, { count: 0, oldestAt: null, byReason: [] })
  assert.deepEqual([outbox.waiting, outbox.later, outbox.sending], [0, 0, 0])
  assert.equal(outbox.oldestWaitingAt, null)
  assert.deepEqual(
    outbox.byPriority.map((row) => row.priority),
    ['reply', 'authentication', 'transactional', 'campaign'],
  )
  assert.deepEqual(unknown, { count: 0, oldestAt: null })
  assert.deepEqual([deliveries.pending, deliveries.dead], [0, 0])
  assert.deepEqual([jobs.failed, jobs.oldestWaitingAt], [0, null])
})

test('the summary counts every tenant by state and priority, and tells the oldest', async () => {
  await using runtime = await createTestRuntime()
  const { clock, database, given } = runtime
  const now = clock.now()
  const ago = (minutes: number) => new Date(now.getTime() - minutes * minuteMs)
  const appId = await given.metaApp()
  const payload = (bucket: number, minutes: number) => ({
    ...{ bucket, id: newId(), appId, bodySealed: bytes },
    receivedAt: ago(minutes),
  })
  await database.engine
    .insertInto('journal')
    .values([payload(1, 3), payload(9, 7)])
    .execute()
  await database.engine
    .insertInto('journalParked')
    .values([
      { ...payload(0, 9), reason: 'not_json', detail: 'no', parkedAt: ago(5) },
      { ...payload(2, 9), reason: 'not_json', detail: 'no', parkedAt: ago(4) },
      { ...payload(3, 9), reason: 'unknown_account', detail: 'no', parkedAt: ago(6) },
    ])
    .execute()
  for (const state of ['slowed', 'held', 'paused'] as const) {
    const tenantId = await given.tenant()
    const channel = await given.channel(tenantId)
    const { channelId } = channel
    const { contactId } = await givenConversation(runtime, channel, { waId: '15550100123' })
    const message = (priority: number, minutes: number) => ({
      ...{ tenantId, channelId, contactId, priority, messageId: newId() },
      availableAt: ago(minutes),
      createdAt: ago(minutes),
    })
    await database.inTenant(tenantId, async (tx) => {
      await tx
        .insertInto('outbox')
        .values([
          message(0, 2),
          message(3, 8),
          { ...message(3, 1), availableAt: ago(-60) },
          { ...message(1, 1), state: 'sending', fence: 1n, sendingSince: now },
        ])
        .execute()
      await tx
        .insertInto('lane')
        .values({
          ...{ tenantId, channelId, fence: 1n },
          ...(state === 'slowed' && { slowReason: '130429', slowRate: 40, slowSince: now }),
          ...(state === 'held' && { heldReason: 'stocktaking', heldAt: now }),
          ...(state === 'paused' && { pausedReason: 'no token', pausedUntil: ago(-1) }),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await tx
        .insertInto('unknownOutcome')
        .values([
          {
            ...{ tenantId, channelId, messageId: newId(), conversationId: newId(), priority: 0 },
            since: ago(2),
          },
          {
            ...{ tenantId, channelId, messageId: newId(), conversationId: newId(), priority: 0 },
            ...{ since: ago(90), decidedAt: ago(1) },
          },
        ])
        .execute()
    })
  }
  const summary = await readQueues(runtime)
  assert.deepEqual(summary.journal, { count: 2, oldestAt: ago(7).toISOString() })
  assert.deepEqual(summary.parked, {
    count: 3,
    oldestAt: ago(6).toISOString(),
    byReason: [
      { reason: 'not_json', count: 2 },
      { reason: 'unknown_account', count: 1 },
    ],
  })
  const { waiting, later, sending, oldestWaitingAt, byPriority } = summary.outbox
  assert.deepEqual([waiting, later, sending], [6, 3, 3])
  assert.equal(oldestWaitingAt, ago(8).toISOString())
  assert.deepEqual(byPriority[3], { priority: 'campaign', waiting: 3, later: 3, sending: 0 })
  const { lanes } = summary
  assert.deepEqual([lanes.count, lanes.slowed, lanes.held, lanes.paused], [3, 1, 1, 1])
  assert.deepEqual([lanes.pace, lanes.cap], [40, 240])
  assert.deepEqual(summary.unknown, { count: 3, oldestAt: ago(2).toISOString() })
})
