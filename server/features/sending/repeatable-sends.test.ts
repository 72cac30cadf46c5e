import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Message, MessageBatchAnswer } from '#shared/contracts/message.ts'
import { createSendingWorld, givenOpenConversation, waitForStatus } from '#testing/given-sending.ts'
import { createTestApi, memberCaller } from '#testing/test-api.ts'
import type { TestRuntime } from '#testing/test-runtime.ts'
import type { MessageId, TenantId } from '../../platform/ids.ts'
import { keepIdempotencyKeys } from '../idempotency/idempotency.ts'
import { messageRoutes } from '../messages/messages.ts'
import { laneRoutes, sendingRoutes, startLanes } from './sending.ts'

const hourMs = 60 * 60_000

async function createWorld() {
  const world = await createSendingWorld()
  const { runtime } = world
  const api = await createTestApi(runtime, (app) => {
    keepIdempotencyKeys(app, runtime)
    sendingRoutes(app, runtime)
    laneRoutes(app, runtime)
    messageRoutes(app, runtime)
  })
  return {
    ...world,
    memberOf: async (tenantId: TenantId) =>
      api.as(memberCaller(tenantId, await runtime.given.member(tenantId), 'Maya')),
    [Symbol.asyncDispose]: async () => {
      await api[Symbol.asyncDispose]()
      await world[Symbol.asyncDispose]()
    },
  }
}

const text = (body: string) => ({ type: 'text', text: { body } })
const key = (value: string) => ({ 'idempotency-key': value })

async function countOutbound(runtime: TestRuntime, tenantId: TenantId): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from message where tenant_id = ${tenantId} and direction = 'outbound'`.execute(
    runtime.database.engine,
  )
  return rows[0]?.count ?? 0
}

test('the same key with the same body gets the same answer, and one message is made', async () => {
  await using world = await createWorld()
  const { runtime } = world
  const ann = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  const body = { conversationId: ann.conversationId, ...text('Order 17 is ready') }
  const first = await member.post('/v1/messages', body, key('order-17'))
  const second = await member.post('/v1/messages', body, key('order-17'))
  assert.equal(first.status, 202)
  assert.deepEqual(second, first)
  assert.equal(await countOutbound(runtime, ann.tenantId), 1)

  const other = await member.post('/v1/messages', { ...body, ...text('Other') }, key('order-17'))
  assert.equal(other.status, 409)
  assert.partialDeepStrictEqual(other.body, { code: 'idempotency_key_reused' })

  runtime.clock.setOffsetMs(24 * hourMs - 60_000)
  assert.deepEqual(await member.post('/v1/messages', body, key('order-17')), first)
})

test('two workspaces may use the same key', async () => {
  await using world = await createWorld()
  const { runtime } = world
  for (const person of [
    await givenOpenConversation(runtime),
    await givenOpenConversation(runtime),
  ]) {
    const member = await world.memberOf(person.tenantId)
    const body = { conversationId: person.conversationId, ...text('Hello') }
    const answer = await member.post('/v1/messages', body, key('same'))
    assert.equal((answer.body as Message).conversationId, person.conversationId)
  }
})

test('requests with the same key at the same moment make one message', async () => {
  await using world = await createWorld()
  const { runtime } = world
  const ann = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  const body = { conversationId: ann.conversationId, ...text('Once') }
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => member.post('/v1/messages', body, key('once'))),
  )
  assert.equal(await countOutbound(runtime, ann.tenantId), 1)
  for (const { status } of answers) assert.ok(status === 202 || status === 409)
})

test('a repeat after a crash finds the message of the first try', async () => {
  await using world = await createWorld()
  const { runtime } = world
  const ann = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  const body = { conversationId: ann.conversationId, ...text('Once') }
  const first = await member.post('/v1/messages', body, key('crash'))
  // The process ended between message and answer.
  await sql`update idempotency_key set answer_status = null, answer_sealed = null, worked_on_until = now()
    where tenant_id = ${ann.tenantId}`.execute(runtime.database.engine)
  runtime.clock.setOffsetMs(61_000)
  const again = await member.post('/v1/messages', body, key('crash'))
  assert.equal((again.body as Message).id, (first.body as Message).id)
  assert.equal(await countOutbound(runtime, ann.tenantId), 1)
})

test('a refusal is repeated as it was, and a key that is none is refused', async () => {
  await using world = await createWorld()
  const ann = await givenOpenConversation(world.runtime)
  const member = await world.memberOf(ann.tenantId)
  const body = { to: '+15550100199', ...text('Who are you?') }
  const first = await member.post('/v1/messages', body, key('refused'))
  assert.equal(first.status, 422)
  assert.deepEqual(await member.post('/v1/messages', body, key('refused')), first)
  assert.equal((await member.post('/v1/messages', body, key('a b'))).status, 400)
})

test('each message of a batch has its own answer, in order, and repeats make none twice', async () => {
  await using world = await createWorld()
  const { runtime } = world
  const ann = await givenOpenConversation(runtime)
  const ben = await givenOpenConversation(runtime, ann)
  const member = await world.memberOf(ann.tenantId)
  const messages = [
    { conversationId: ann.conversationId, ...text('one') },
    { to: 'tomorrow', ...text('x') },
    { conversationId: ben.conversationId, ...text('two') },
    'nothing',
    { conversationId: ann.conversationId, ...text('') },
    { conversationId: ann.conversationId, ...text('three') },
  ]
  const answer = await member.post('/v1/messages/batch', { messages }, key('batch'))
  const { results } = answer.body as MessageBatchAnswer
  assert.deepEqual(
    results.map((result) => result.status),
    [202, 422, 202, 400, 400, 202],
  )
  assert.partialDeepStrictEqual(results[1], { problem: { code: 'recipient_invalid' } })
  assert.deepEqual(await member.post('/v1/messages/batch', { messages }, key('batch')), answer)
  assert.equal(await countOutbound(runtime, ann.tenantId), 3)
  const ids = results.flatMap((result) => ('id' in result ? [result.id] : []))
  assert.deepEqual(ids, [...ids].sort())
  assert.equal((await member.post('/v1/messages/batch', { messages: [] })).status, 400)
})

test('a message that waits can be cancelled once, and never leaves', async () => {
  await using world = await createWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const ben = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  const body = { conversationId: ann.conversationId, ...text('Wrong price') }
  const { id } = (await member.post('/v1/messages', body)).body as Message
  const stranger = await world.memberOf(ben.tenantId)
  assert.equal((await stranger.post(`/v1/messages/${id}/cancel`)).status, 404)
  const cancelled = await member.post(`/v1/messages/${id}/cancel`)
  assert.partialDeepStrictEqual(cancelled, {
    status: 200,
    body: { status: 'failed', error: { title: 'Cancelled' } },
  })
  const again = await member.post(`/v1/messages/${id}/cancel`)
  assert.partialDeepStrictEqual(again, { status: 409, body: { code: 'not_cancellable' } })

  const right = (await member.post('/v1/messages', { ...body, ...text('Right price') }))
    .body as Message
  await using lanes = disposable(startLanes(runtime))
  await waitForStatus(runtime, ann.tenantId, right.id as MessageId, 'accepted')
  assert.equal(graph.sends().length, 1)
  assert.equal((await member.post(`/v1/messages/${right.id}/cancel`)).status, 409)
  await lanes.close()
})

test('a scheduled message leaves at its time, and is checked again then', async () => {
  await using world = await createWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  const inHours = (hours: number) =>
    new Date(runtime.clock.now().getTime() + hours * hourMs).toISOString()
  const schedule = async (body: string, sendAt: string) =>
    (
      await member.post('/v1/messages', {
        conversationId: ann.conversationId,
        sendAt,
        ...text(body),
      })
    ).body as Message
  const soon = await schedule('in an hour', inHours(1))
  const late = await schedule('when the window is shut', inHours(30))
  const never = await schedule('cancelled', inHours(1))
  assert.equal(soon.status, 'queued')
  assert.ok(soon.sendAt)
  assert.equal((await member.post(`/v1/messages/${never.id}/cancel`)).status, 200)
  await using lanes = disposable(startLanes(runtime, { sweepEveryMs: 50 }))
  const now = await schedule('at once', inHours(-1))
  await waitForStatus(runtime, ann.tenantId, now.id as MessageId, 'accepted')
  assert.equal(graph.sends().length, 1)

  runtime.clock.setOffsetMs(hourMs + 1_000)
  await waitForStatus(runtime, ann.tenantId, soon.id as MessageId, 'accepted')
  runtime.clock.setOffsetMs(31 * hourMs)
  await waitForStatus(runtime, ann.tenantId, late.id as MessageId, 'failed')
  const failed = (await member.get(`/v1/messages/${late.id}`)).body as Message
  assert.match(failed.error?.advice ?? '', /only approved templates/)
  assert.equal(graph.sends().length, 2)
  await lanes.close()
})

test('a reaction cannot be scheduled', async () => {
  await using world = await createWorld()
  const ann = await givenOpenConversation(world.runtime)
  const member = await world.memberOf(ann.tenantId)
  const answer = await member.post('/v1/messages', {
    conversationId: ann.conversationId,
    sendAt: '2030-01-01T00:00:00Z',
    type: 'reaction',
    reaction: { message_id: ann.wamid, emoji: '👍' },
  })
  assert.equal(answer.status, 400)
})

const disposable = (lanes: { close(): Promise<void> }) => ({
  ...lanes,
  [Symbol.asyncDispose]: () => lanes.close(),
})
