import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptSend } from '#testing/fake-graph.ts'
import {
  createSendingWorld,
  givenOpenConversation,
  sendText,
  waitForStatus,
} from '#testing/given-sending.ts'
import type { TestRuntime } from '#testing/test-runtime.ts'
import type { MessageId, TenantId } from '../../platform/ids.ts'
import { settleUnknown } from '../messages/messages.ts'
import { decideUnknownOutcomes } from './decide-unknown-outcomes.ts'
import { startLanes } from './start-lanes.ts'

const minuteMs = 60_000

/** A message whose answer was lost. */
async function givenUnknown(priority: 0 | 1 | 2 | 3) {
  const world = await createSendingWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  graph.answerWith(() => 'hang up')
  const id = await sendText(runtime, ann, 'lost', priority)
  const lanes = startLanes(runtime)
  await waitForStatus(runtime, ann.tenantId, id, 'unknown')
  await lanes.close()
  graph.answerWith(acceptSend)
  return { ...world, ann, id }
}

const read = (runtime: TestRuntime, tenantId: TenantId, id: MessageId) =>
  runtime.database.inTenant(tenantId, (tx) =>
    tx
      .selectFrom('message')
      .innerJoin('conversation', (join) =>
        join
          .onRef('conversation.tenantId', '=', 'message.tenantId')
          .onRef('conversation.id', '=', 'message.conversationId'),
      )
      .select(['message.status', 'message.error', 'conversation.failedAt as shownAt'])
      .where('message.tenantId', '=', tenantId)
      .where('message.id', '=', id)
      .executeTakeFirstOrThrow(),
  )

for (const [priority, what, isShown] of [
  [0, 'a reply', true],
  [1, 'a one-time code', true],
  [2, 'what a program sent', false],
  [3, 'a campaign', false],
] as const)
  test(`after the wait, ${what} without an answer ${isShown ? 'is shown under "Failed"' : 'stays unknown'}, and is not sent again`, async () => {
    await using world = await givenUnknown(priority)
    const { graph, runtime, ann, id } = world
    runtime.clock.setOffsetMs(9 * minuteMs)
    await decideUnknownOutcomes(runtime)
    assert.partialDeepStrictEqual(await read(runtime, ann.tenantId, id), {
      status: 'unknown',
      error: null,
      shownAt: null,
    })
    runtime.clock.setOffsetMs(11 * minuteMs)
    await decideUnknownOutcomes(runtime)
    await decideUnknownOutcomes(runtime)
    const row = await read(runtime, ann.tenantId, id)
    assert.equal(row.status, 'unknown')
    assert.match(JSON.stringify(row.error), /risk that it arrives twice/)
    assert.equal(row.shownAt !== null, isShown)
    assert.equal(graph.sends().length, 1)

    // A late status settles it after all.
    await runtime.database.inTenant(ann.tenantId, (tx) => settleUnknown(tx, [id]))
    assert.equal((await read(runtime, ann.tenantId, id)).shownAt, null)
  })
