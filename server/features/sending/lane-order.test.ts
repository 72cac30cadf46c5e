import assert from 'node:assert/strict'
import { once } from 'node:events'
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
import type { GivenConversation } from '#testing/given-inbox.ts'
import type { TestRuntime } from '#testing/test-runtime.ts'
import type { MessageId, TenantId } from '../../platform/ids.ts'
import { acquireLane } from './lane-lease-across-tenants.ts'
import { saveMessagingLimit } from './sending.ts'
import { startLanes } from './start-lanes.ts'

type World = Awaited<ReturnType<typeof createSendingWorld>>

const bodyOf = (request: { body: Record<string, unknown> }) =>
  (request.body['text'] as { body: string }).body

async function givenPeople(runtime: TestRuntime, count: number) {
  const first = await givenOpenConversation(runtime)
  const people = [first]
  while (people.length < count) people.push(await givenOpenConversation(runtime, first))
  return people
}

const setCap = (runtime: TestRuntime, tenantId: TenantId, messagesPerSecond: number) =>
  runtime.database.inTenant(tenantId, (tx) =>
    tx.updateTable('channel').set({ messagesPerSecond }).where('tenantId', '=', tenantId).execute(),
  )

async function queueEmpties(runtime: TestRuntime, tenantId: TenantId): Promise<void> {
  await waitForHint(runtime, tenantId, async () => {
    const { rows } = await sql<{ waits: boolean }>`
      select exists (select 1 from outbox where tenant_id = ${tenantId}) as waits`.execute(
      runtime.database.engine,
    )
    return rows[0]?.waits === false
  })
}

test('with many recipients, each gets their messages in the order of acceptance', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const people = await givenPeople(runtime, 12)
  const tenantId = people[0]?.tenantId as TenantId
  await setCap(runtime, tenantId, 1_000)
  let requests = 0
  graph.answerWith(() => (requests++ % 7 === 3 ? graphError(131016, 500) : acceptSend()))
  for (let turn = 0; turn < 6; turn++)
    for (const [index, person] of people.entries())
      await sendText(runtime, person, `${index} ${turn}`)
  await using lanes = disposable(startLanes(runtime))
  // Whenever something was tried, the next try is due.
  const stop = runtime.hints.subscribe(tenantId, () => {
    runtime.clock.setOffsetMs(runtime.clock.offsetMs + 60_000)
    runtime.wakeups.wake('outbox')
  })
  await queueEmpties(runtime, tenantId)
  stop()
  const accepted = new Map<string, number[]>()
  for (const request of graph.sends()) {
    const [person = '', turn = ''] = bodyOf(request).split(' ')
    const turns = accepted.get(person) ?? []
    // A message that was refused comes again before any later one.
    if (turns.at(-1) !== Number(turn)) turns.push(Number(turn))
    accepted.set(person, turns)
  }
  assert.equal(accepted.size, people.length)
  for (const turns of accepted.values()) assert.deepEqual(turns, [0, 1, 2, 3, 4, 5])
  await lanes.close()
})

async function waiting(runtime: TestRuntime, tenantId: TenantId): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from outbox where tenant_id = ${tenantId}`.execute(
    runtime.database.engine,
  )
  return rows[0]?.count ?? 0
}

test('a person’s reply overtakes a campaign, also one to the same contact', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const people = await givenPeople(runtime, 30)
  const [ann, ben] = people
  assert.ok(ann && ben)
  await setCap(runtime, ann.tenantId, 40)
  for (let turn = 0; turn < 4; turn++)
    for (const person of people) await sendText(runtime, person, `campaign ${turn}`, 3)
  await using lanes = disposable(startLanes(runtime))
  await graph.waitForRequests(3)
  const before = graph.sends().length
  const toAnn = await sendText(runtime, ann, 'reply to ann', 0)
  const toBen = await sendText(runtime, ben, 'code for ben', 1)
  await waitForStatus(runtime, ann.tenantId, toAnn, 'accepted')
  await waitForStatus(runtime, ann.tenantId, toBen, 'accepted')
  const order = graph.sends().map(bodyOf)
  const overtaken = order.slice(before, order.indexOf('reply to ann'))
  assert.ok(overtaken.length <= 8, `${overtaken.length} left before the reply`)
  assert.ok((await waiting(runtime, ann.tenantId)) > 80)
  await lanes.close()
})

test('a number uses its pace and never more: Meta’s own rule refuses nothing', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const people = await givenPeople(runtime, 60)
  const tenantId = people[0]?.tenantId as TenantId
  const cap = 80
  await setCap(runtime, tenantId, cap)
  // A bucket of one second, as the simulator has it, but empty at the start.
  let tokens = 0
  let filledAtMs = performance.now()
  let refused = 0
  graph.answerWith((): GraphAnswer => {
    const now = performance.now()
    tokens = Math.min(cap, tokens + ((now - filledAtMs) * cap) / 1_000)
    filledAtMs = now
    tokens -= 1
    if (tokens >= -cap * 0.25) return acceptSend()
    refused += 1
    return graphError(130429)
  })
  for (let turn = 0; turn < 2; turn++)
    for (const person of people) await sendText(runtime, person, `news ${turn}`, 3)
  const startedAtMs = performance.now()
  await using lanes = disposable(startLanes(runtime))
  await queueEmpties(runtime, tenantId)
  assert.equal(refused, 0)
  assert.ok(performance.now() - startedAtMs >= ((120 - 16) * 1_000) / cap)
  await lanes.close()
})

test('the 36th message to one person within a minute of the start waits, and goes on every 6 seconds', async () => {
  await using world = await createSendingWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  await setCap(runtime, ann.tenantId, 1_000)
  const ids: MessageId[] = []
  for (let index = 0; index < 38; index++) ids.push(await sendText(runtime, ann, `news ${index}`))
  await using lanes = disposable(startLanes(runtime))
  // 45 at once are allowed; 10 of them count as sent before the start.
  await waitForStatus(runtime, ann.tenantId, ids[34] as MessageId, 'accepted')
  assert.equal(await waiting(runtime, ann.tenantId), 3)
  assert.equal(graph.sends().length, 35)
  await lanes.close()

  // Another process reads how much was used, and does not begin anew.
  await using later = disposable(startLanes(runtime))
  runtime.clock.setOffsetMs(7_000)
  runtime.wakeups.wake('outbox')
  await waitForStatus(runtime, ann.tenantId, ids[35] as MessageId, 'accepted')
  assert.equal(graph.sends().length, 36)
  await later.close()
})

test('people beyond the portfolio’s limit wait with a reason, others go on', async () => {
  await using world = await createSendingWorld()
  const { runtime } = world
  const people = await givenPeople(runtime, 4)
  const [ann, ben, cleo, dan] = people
  assert.ok(ann && ben && cleo && dan)
  const { tenantId, channelId } = ann
  const portfolioId = '600000000000001'
  const now = runtime.clock.now()
  await saveMessagingLimit(runtime.database, { tenantId, portfolioId }, 2, now)
  const start = async (person: GivenConversation) => {
    const id = await sendText(runtime, person, 'hello', 3)
    await sql`update outbox set starts_conversation = true where tenant_id = ${tenantId} and message_id = ${id}`.execute(
      runtime.database.engine,
    )
    return id
  }
  const started = [await start(ann), await start(ben)]
  const beyond = await start(cleo)
  const again = await start(ann)
  const reply = await sendText(runtime, dan, 'a reply', 2)
  await using lanes = disposable(startLanes(runtime))
  for (const id of [...started, again, reply])
    await waitForStatus(runtime, tenantId, id, 'accepted')
  assert.equal(await readStatus(runtime, tenantId, beyond), 'queued')
  await waitForReason(runtime, tenantId, channelId, /reached 2 people in 24 hours/)

  runtime.clock.setOffsetMs(24 * 60 * 60_000 + 61_000)
  runtime.wakeups.wake('outbox')
  await waitForStatus(runtime, tenantId, beyond, 'accepted')
  await lanes.close()
})

/** The lane tells its reason when it looks at its number again. */
async function waitForReason(
  runtime: TestRuntime,
  tenantId: TenantId,
  channelId: string,
  reason: RegExp,
): Promise<void> {
  const signal = AbortSignal.timeout(15_000)
  for (;;) {
    const { rows } = await sql<{ slowReason: string | null }>`
      select slow_reason from lane where tenant_id = ${tenantId} and channel_id = ${channelId}`.execute(
      runtime.database.engine,
    )
    if (reason.test(rows[0]?.slowReason ?? '')) return
    await once(AbortSignal.any([signal, AbortSignal.timeout(100)]), 'abort')
    signal.throwIfAborted()
  }
}

test('a lane whose process died goes on in another process once the lease has run out', async () => {
  await using world = await createSendingWorld()
  const { runtime }: World = world
  const ann = await givenOpenConversation(runtime)
  const id = await sendText(runtime, ann, 'Good morning')
  const dead = await acquireLane(runtime.database, ann, crypto.randomUUID(), 700)
  assert.ok(dead)
  const startedAtMs = performance.now()
  await using lanes = disposable(startLanes(runtime, { sweepEveryMs: 50 }))
  await waitForStatus(runtime, ann.tenantId, id, 'accepted')
  assert.ok(performance.now() - startedAtMs >= 600)
  await lanes.close()
})

const disposable = (lanes: { close(): Promise<void> }) => ({
  ...lanes,
  [Symbol.asyncDispose]: () => lanes.close(),
})
