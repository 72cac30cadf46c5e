import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { acceptSend, graphError, type GraphAnswer } from '#testing/fake-graph.ts'
import {
  createSendingWorld,
  givenOpenConversation,
  readStatus,
  sendText,
  waitForHint,
  waitForStatus,
} from '#testing/given-sending.ts'
import type { TestRuntime } from '#testing/test-runtime.ts'
import type { TenantId } from '../../platform/ids.ts'
import { startLanes } from './start-lanes.ts'

const bodyOf = (request: { body: Record<string, unknown> }) =>
  (request.body['text'] as { body: string }).body

async function rows(
  runtime: TestRuntime,
  tenantId: TenantId,
  table: 'outbox' | 'attempt' | 'lane',
) {
  return runtime.database.inTenant(tenantId, (tx) =>
    tx.selectFrom(table).selectAll().where('tenantId', '=', tenantId).execute(),
  )
}

/** Another process may take every lane now. */
const expireLeases = (runtime: TestRuntime) =>
  sql`/* across tenants: test */ update lane set lease_until = clock_timestamp() - interval '1 second'`.execute(
    runtime.database.engine,
  )

test('an accepted message leaves with our id, and the outbox is empty again', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const conversation = await givenOpenConversation(runtime)
  const id = await sendText(runtime, conversation, 'Good morning')
  assert.equal(await readStatus(runtime, conversation.tenantId, id), 'queued')
  await using lanes = disposable(startLanes(runtime))
  await waitForStatus(runtime, conversation.tenantId, id, 'accepted')
  const [request] = graph.sends()
  assert.deepEqual(request?.body, {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: `+${conversation.waId}`,
    type: 'text',
    text: { body: 'Good morning' },
    biz_opaque_callback_data: `kw1.${id}`,
  })
  assert.equal((await rows(runtime, conversation.tenantId, 'outbox')).length, 0)
  assert.deepEqual(
    (await rows(runtime, conversation.tenantId, 'attempt')).map(
      (row) => 'outcome' in row && row.outcome,
    ),
    ['accepted'],
  )
  await lanes.close()
})

test('messages to one recipient leave one after the other, recipients do not wait for each other', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const ben = await givenOpenConversation(runtime, ann)
  const answers = Promise.withResolvers<void>()
  graph.answerWith(async (request) => {
    if (bodyOf(request) === 'ann 1') await answers.promise
    return acceptSend()
  })
  await sendText(runtime, ann, 'ann 1')
  const second = await sendText(runtime, ann, 'ann 2')
  const other = await sendText(runtime, ben, 'ben 1')
  await using lanes = disposable(startLanes(runtime))
  await waitForStatus(runtime, ann.tenantId, other, 'accepted')
  assert.deepEqual(graph.sends().map(bodyOf).toSorted(), ['ann 1', 'ben 1'])
  assert.equal(await readStatus(runtime, ann.tenantId, second), 'queued')
  answers.resolve()
  await waitForStatus(runtime, ann.tenantId, second, 'accepted')
  assert.deepEqual(graph.sends().map(bodyOf).slice(-1), ['ann 2'])
  await lanes.close()
})

test('a message that waits for another try keeps the later ones of its recipient behind it', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  let refusals = 0
  graph.answerWith((request) =>
    bodyOf(request) === 'first' && refusals++ === 0 ? graphError(131016, 500) : acceptSend(),
  )
  const first = await sendText(runtime, ann, 'first')
  const second = await sendText(runtime, ann, 'second')
  await using lanes = disposable(startLanes(runtime))
  await waitForRecorded(runtime, ann.tenantId, 'retry')
  assert.equal(await readStatus(runtime, ann.tenantId, second), 'queued')
  runtime.clock.setOffsetMs(60_000)
  runtime.wakeups.wake('outbox')
  await waitForStatus(runtime, ann.tenantId, second, 'accepted')
  assert.equal(await readStatus(runtime, ann.tenantId, first), 'accepted')
  assert.deepEqual(graph.sends().map(bodyOf), ['first', 'first', 'second'])
  await lanes.close()
})

test('a lost answer leaves the message unknown, and it is not sent again', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  graph.answerWith((request) => (bodyOf(request) === 'lost' ? 'hang up' : acceptSend()))
  const lost = await sendText(runtime, ann, 'lost')
  const next = await sendText(runtime, ann, 'next')
  await using lanes = disposable(startLanes(runtime))
  await waitForStatus(runtime, ann.tenantId, next, 'accepted')
  assert.equal(await readStatus(runtime, ann.tenantId, lost), 'unknown')
  assert.deepEqual(graph.sends().map(bodyOf), ['lost', 'next'])
  await lanes.close()
})

test('a process that dies between claim and outcome leaves the message unknown for the next owner', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const never = Promise.withResolvers<GraphAnswer>()
  graph.answerWith(() => never.promise)
  const id = await sendText(runtime, ann, 'on its way')
  const dying = startLanes(runtime)
  await graph.waitForRequests(1)
  assert.equal(await readStatus(runtime, ann.tenantId, id), 'sending')
  await expireLeases(runtime)

  const next = startLanes(runtime)
  await waitForStatus(runtime, ann.tenantId, id, 'unknown')
  assert.equal(graph.sends().length, 1)

  // The first process was only slow: what it learns late is kept, and nothing is sent twice.
  never.resolve(acceptSend())
  await waitForStatus(runtime, ann.tenantId, id, 'accepted')
  await Promise.all([dying.close(), next.close()])
  assert.equal(graph.sends().length, 1)
})

test('a process that lost its lane claims nothing more', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const first = await sendText(runtime, ann, 'one')
  const old = startLanes(runtime)
  await waitForStatus(runtime, ann.tenantId, first, 'accepted')
  // Another process took the lane and raised its fence; it sends nothing itself.
  await sql`/* across tenants: test */ update lane set owner = ${crypto.randomUUID()}, fence = fence + 1,
    lease_until = clock_timestamp() + interval '1 hour'`.execute(runtime.database.engine)
  const second = await sendText(runtime, ann, 'two')
  await old.close()
  assert.equal(await readStatus(runtime, ann.tenantId, second), 'queued')
  assert.equal(graph.sends().length, 1)
})

test('two owners at once send every message once', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const ben = await givenOpenConversation(runtime)
  const owners = [startLanes(runtime), startLanes(runtime)]
  const sent = await Promise.all(
    [ann, ben].flatMap((conversation) =>
      Array.from({ length: 5 }, async (_, index) => ({
        tenantId: conversation.tenantId,
        id: await sendText(runtime, conversation, `message ${index}`),
      })),
    ),
  )
  for (const { tenantId, id } of sent) await waitForStatus(runtime, tenantId, id, 'accepted')
  await Promise.all(owners.map((owner) => owner.close()))
  const callbacks = graph.sends().map(({ body }) => body['biz_opaque_callback_data'])
  assert.equal(callbacks.length, 10)
  assert.equal(new Set(callbacks).size, 10)
})

test('a tenant’s messages leave with its own token and number', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const ben = await givenOpenConversation(runtime)
  assert.notEqual(ann.tenantId, ben.tenantId)
  await using lanes = disposable(startLanes(runtime))
  const forAnn = await sendText(runtime, ann, 'for ann')
  const forBen = await sendText(runtime, ben, 'for ben')
  await waitForStatus(runtime, ann.tenantId, forAnn, 'accepted')
  await waitForStatus(runtime, ben.tenantId, forBen, 'accepted')
  const [one, other] = ['for ann', 'for ben'].map((text) =>
    graph.sends().find((request) => bodyOf(request) === text),
  )
  assert.notEqual(one?.token, other?.token)
  assert.notEqual(one?.path, other?.path)
  await lanes.close()
})

test('a refusal for good fails the message with code, details and advice', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  graph.answerWith(() => graphError(131047))
  const id = await sendText(runtime, ann, 'too late')
  await using lanes = disposable(startLanes(runtime))
  await waitForStatus(runtime, ann.tenantId, id, 'failed')
  const row = await runtime.database.inTenant(ann.tenantId, (tx) =>
    tx
      .selectFrom('message')
      .innerJoin('conversation', (join) =>
        join
          .onRef('conversation.tenantId', '=', 'message.tenantId')
          .onRef('conversation.id', '=', 'message.conversationId'),
      )
      .select([
        'message.errorCode',
        'message.error',
        'message.failedAt',
        'conversation.failedAt as shownAt',
      ])
      .where('message.tenantId', '=', ann.tenantId)
      .where('message.id', '=', id)
      .executeTakeFirstOrThrow(),
  )
  assert.equal(row.errorCode, 131047)
  assert.deepEqual(row.failedAt, row.shownAt)
  assert.partialDeepStrictEqual(row.error, {
    title: 'Refused for the test',
    details: 'Details of the refusal',
    fbtraceId: 'Atest',
  })
  assert.match(JSON.stringify(row.error), /approved templates/)
  await lanes.close()
})

test('an invalid token pauses the number with a reason, and it goes on by itself', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const ben = await givenOpenConversation(runtime, ann)
  let isRevoked = true
  graph.answerWith(() => (isRevoked ? graphError(190, 401) : acceptSend()))
  const first = await sendText(runtime, ann, 'first')
  await using lanes = disposable(startLanes(runtime))
  await waitForRecorded(runtime, ann.tenantId, 'retry')
  const [lane] = await rows(runtime, ann.tenantId, 'lane')
  assert.match(
    lane && 'pausedReason' in lane ? String(lane.pausedReason) : '',
    /access token of this number is no longer valid/,
  )
  const second = await sendText(runtime, ben, 'second')
  assert.equal(graph.sends().length, 1)
  isRevoked = false
  runtime.clock.setOffsetMs(2 * 60_000)
  runtime.wakeups.wake('outbox')
  await waitForStatus(runtime, ann.tenantId, first, 'accepted')
  await waitForStatus(runtime, ann.tenantId, second, 'accepted')
  await lanes.close()
})

test('closing waits for the answer that is on its way', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const answer = Promise.withResolvers<GraphAnswer>()
  graph.answerWith(() => answer.promise)
  const id = await sendText(runtime, ann, 'last words')
  const lanes = startLanes(runtime)
  await graph.waitForRequests(1)
  const closed = lanes.close()
  answer.resolve(acceptSend())
  await closed
  assert.equal(await readStatus(runtime, ann.tenantId, id), 'accepted')
  const [lane] = await rows(runtime, ann.tenantId, 'lane')
  assert.equal(lane && 'owner' in lane && lane.owner, null)
})

/** Resolves once an attempt with this outcome is written down. */
async function waitForRecorded(runtime: TestRuntime, tenantId: TenantId, outcome: string) {
  const isRecorded = async () => {
    const attempts = await rows(runtime, tenantId, 'attempt')
    return attempts.some((row) => 'outcome' in row && row.outcome === outcome)
  }
  await waitForHint(runtime, tenantId, isRecorded)
}

const disposable = (lanes: { close(): Promise<void> }) => ({
  ...lanes,
  [Symbol.asyncDispose]: () => lanes.close(),
})
