import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { MessageStatus } from '#shared/contracts/message.ts'
import { createSendingWorld, givenOpenConversation, sendText } from '#testing/given-sending.ts'
import type { TestRuntime } from '#testing/test-runtime.ts'
import { callbackIdOf } from '../../meta/callback-id.ts'
import { newId, type MessageId } from '../../platform/ids.ts'
import { applyStatuses } from '../messages/messages.ts'
import { claimMessages } from './lane-claim-store.ts'
import { acquireLane, type LaneLease } from './lane-lease-across-tenants.ts'
import { asTenant } from './outcome-recorder.ts'
import { recordOutcomes, recoverAbandoned, type SettledAttempt } from './record-outcomes.ts'
import { markNotSent, takeBack } from './scheduled-store-across-tenants.ts'
import type { SendDecision } from './send-decision.ts'

/** What may follow what: the table of docs/engine-states.md. Unchanged is always allowed. */
const mayFollow: Partial<Record<MessageStatus, readonly MessageStatus[]>> = {
  queued: ['sending', 'accepted', 'sent', 'failed', 'unknown'],
  sending: ['queued', 'accepted', 'sent', 'failed', 'unknown'],
  unknown: ['accepted', 'sent', 'failed'],
  accepted: ['sent', 'failed'],
  sent: ['failed'],
  failed: [],
}

type Step =
  | { do: 'accept'; person: number; priority: 0 | 3 }
  | { do: 'claim'; owner: number; most: number }
  | { do: 'answer'; owner: number; pick: number; kind: 'accepted' | 'retry' | 'failed' | 'unknown' }
  | { do: 'take over'; owner: number }
  | { do: 'die'; owner: number }
  | { do: 'status'; pick: number }
  | { do: 'cancel'; pick: number }

const owner = fc.nat(1)
const pick = fc.nat(20)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('accept' as const),
      person: fc.nat(2),
      priority: fc.constantFrom(0 as const, 3 as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('claim' as const),
      owner,
      most: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      owner,
      pick,
      kind: fc.constantFrom('accepted', 'accepted', 'retry', 'failed', 'unknown'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take over' as const), owner }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('die' as const), owner }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('status' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), pick }) },
)

/** What the model knows of a message, apart from the database. */
type Known = {
  id: MessageId
  group: string
  status: MessageStatus
  /** How often a request left; each after the first must follow a refusal. */
  departures: number
  refusals: number
  isDone: boolean
}

type Person = Awaited<ReturnType<typeof givenOpenConversation>>

const refusal = { title: 'No', details: null, advice: 'No.', fbtraceId: null }

function decisionOf(kind: Extract<Step, { do: 'answer' }>['kind'], id: MessageId): SendDecision {
  switch (kind) {
    case 'accepted':
      return { kind, wamid: `wamid.${id}`, fbtraceId: null }
    case 'unknown':
      return { kind, reason: 'no answer' }
    case 'failed':
      return { kind, error: refusal, code: 131047, httpStatus: 400 }
    case 'retry':
      return { kind, delayMs: 0, holdsLane: false, error: refusal, code: 131016, httpStatus: 500 }
  }
}

class EngineModel {
  readonly #runtime: TestRuntime
  readonly #people: readonly Person[]
  readonly #known: Known[] = []
  readonly #leases: (LaneLease | null)[] = [null, null]
  readonly #onTheirWay: MessageId[][] = [[], []]
  #newestFence = 0n

  constructor(runtime: TestRuntime, people: readonly Person[]) {
    this.#runtime = runtime
    this.#people = people
  }

  get #lane() {
    const [first] = this.#people
    if (!first) throw new Error('nobody to write to')
    return first
  }

  async run(next: Step): Promise<void> {
    switch (next.do) {
      case 'accept':
        await this.#accept(next.person, next.priority)
        break
      case 'claim':
        await this.#claim(next.owner, next.most)
        break
      case 'answer':
        await this.#answer(next)
        break
      case 'take over':
        await this.#takeOver(next.owner)
        break
      case 'die':
        this.#leases[next.owner] = null
        this.#onTheirWay[next.owner] = []
        break
      case 'status':
        await this.#status(next.pick)
        break
      case 'cancel':
        await this.#cancel(next.pick)
    }
    await this.#compare(next)
  }

  async #accept(person: number, priority: 0 | 3): Promise<void> {
    const to = this.#people[person]
    if (!to) return
    const id = await sendText(this.#runtime, to, 'Hello', priority)
    const group = `${to.contactId} ${priority}`
    this.#known.push({ id, group, status: 'queued', departures: 0, refusals: 0, isDone: false })
  }

  async #claim(owner: number, most: number): Promise<void> {
    const lease = this.#leases[owner]
    if (!lease) return
    const waiting = this.#known.filter((one) => !one.isDone).slice(0, most)
    const ids = waiting.map((one) => one.id)
    const claim = await claimMessages(this.#runtime.database, lease, ids, this.#runtime.clock.now())
    const isOwner = lease.fence === this.#newestFence
    assert.equal(claim.kind, isOwner ? 'claimed' : 'lost', 'only the newest fence claims')
    if (claim.kind !== 'claimed') return
    for (const { messageId } of claim.messages) {
      const message = this.#known.find((one) => one.id === messageId)
      assert.ok(message)
      const before = this.#known.filter((one) => one.group === message.group && one.id < messageId)
      assert.ok(
        before.every((one) => one.isDone),
        'an older message of the same person and priority has not been settled',
      )
      message.departures += 1
      assert.ok(message.departures <= message.refusals + 1, 'a message left twice')
      this.#onTheirWay[owner]?.push(messageId)
    }
  }

  async #answer({ owner, pick: index, kind }: Extract<Step, { do: 'answer' }>): Promise<void> {
    const lease = this.#leases[owner]
    const ids = this.#onTheirWay[owner] ?? []
    const [id] = ids.splice(index % Math.max(1, ids.length), 1)
    const message = this.#known.find((one) => one.id === id)
    if (!lease || !message) return
    const settled: SettledAttempt = {
      messageId: message.id,
      conversationId: this.#lane.conversationId,
      contactId: this.#lane.contactId,
      priority: 3,
      isReaction: false,
      attemptCount: message.departures,
      startedAt: this.#runtime.clock.now(),
      decision: decisionOf(kind, message.id),
    }
    const sealer = await this.#runtime.keyring.forTenant(this.#lane.tenantId)
    const isOwner = lease.fence === this.#newestFence
    await this.#runtime.database.inEngine((tx) =>
      recordOutcomes(
        asTenant(tx, this.#lane.tenantId),
        sealer,
        lease,
        [settled],
        this.#runtime.clock.now(),
      ),
    )
    // A refusal that comes after the lane was lost does not bring the message back: the new owner has decided.
    if (kind === 'retry' && isOwner && !message.isDone) message.refusals += 1
    else message.isDone = true
  }

  async #takeOver(owner: number): Promise<void> {
    const { database } = this.#runtime
    await sql`update lane set lease_until = clock_timestamp() - interval '1 second'
      where tenant_id = ${this.#lane.tenantId}`.execute(database.engine)
    const lease = await acquireLane(database, this.#lane, newId(), 60_000)
    assert.ok(lease && lease.fence > this.#newestFence)
    this.#newestFence = lease.fence
    // Requests of an earlier lease of this owner are still on their way; their answers come under that one.
    if (this.#leases[owner]) this.#onTheirWay[owner] = []
    this.#leases[owner] = lease
    const changes = await database.inEngine((tx) =>
      recoverAbandoned(asTenant(tx, this.#lane.tenantId), lease, this.#runtime.clock.now()),
    )
    for (const { messageId } of changes) {
      const message = this.#known.find((one) => one.id === messageId)
      if (message) message.isDone = true
    }
  }

  /** Meta says "sent" about something that has left, whatever we know of it. */
  async #status(index: number): Promise<void> {
    const departed = this.#known.filter((one) => one.departures > 0)
    const message = departed[index % Math.max(1, departed.length)]
    if (!message) return
    const { tenantId, channelId } = this.#lane
    const now = this.#runtime.clock.now()
    const sealer = await this.#runtime.keyring.forTenant(tenantId)
    const status = {
      id: `wamid.${message.id}`,
      status: 'sent',
      timestamp: String(Math.floor(now.getTime() / 1_000)),
      recipient_id: '447700900001',
      biz_opaque_callback_data: callbackIdOf(message.id),
    }
    await this.#runtime.database.inTenant(tenantId, (tx) =>
      applyStatuses(
        {
          tx,
          sealer,
          now,
          optWords: { stop: [], start: [] } as never,
          hint: () => {},
          keep: () => {},
          tell: () => {},
          wants: () => false,
        },
        [
          {
            status,
            channel: { channelId, portfolioId: '', displayPhoneNumber: '15550100100' },
            contact: null,
            metadata: null,
            errors: null,
            receivedAt: now,
          },
        ],
      ),
    )
    message.isDone = true
  }

  async #cancel(index: number): Promise<void> {
    const message = this.#known[index % Math.max(1, this.#known.length)]
    if (!message) return
    const { tenantId } = this.#lane
    const isTaken = await this.#runtime.database.inTenant(tenantId, async (tx) => {
      const isTaken = await takeBack(tx, message.id)
      if (isTaken)
        await markNotSent(tx, message.id, { error: refusal, at: this.#runtime.clock.now() })
      return isTaken
    })
    if (isTaken) message.isDone = true
  }

  async #compare(after: Step): Promise<void> {
    const { tenantId } = this.#lane
    const { rows } = await sql<{ id: MessageId; status: MessageStatus; isInOutbox: boolean }>`
      select m.id, m.status, o.message_id is not null as is_in_outbox from message m
        left join outbox o on o.tenant_id = m.tenant_id and o.message_id = m.id
      where m.tenant_id = ${tenantId} and m.direction = 'outbound'`.execute(
      this.#runtime.database.engine,
    )
    const found = new Map(rows.map((row) => [row.id, row]))
    for (const message of this.#known) {
      const row = found.get(message.id)
      assert.ok(row, 'an accepted message is lost')
      const may = mayFollow[message.status] ?? []
      assert.ok(
        row.status === message.status || may.includes(row.status),
        `${message.status} became ${row.status} after ${JSON.stringify(after)}`,
      )
      message.status = row.status
      const isOpen = row.status === 'queued' || row.status === 'sending'
      assert.equal(row.isInOutbox, isOpen, `${row.status}, in the outbox: ${row.isInOutbox}`)
      assert.equal(message.isDone, !isOpen, `${row.status} after ${JSON.stringify(after)}`)
    }
  }
}

test('in any order of events, messages are neither lost, nor sent twice, nor out of order', async () => {
  await using world = await createSendingWorld()
  const { runtime } = world
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      const first = await givenOpenConversation(runtime)
      const people = [first]
      while (people.length < 3) people.push(await givenOpenConversation(runtime, first))
      const model = new EngineModel(runtime, people)
      await model.run({ do: 'accept', person: 0, priority: 3 })
      await model.run({ do: 'take over', owner: 0 })
      for (const next of steps) await model.run(next)
    }),
    { numRuns: 25, endOnFailure: true },
  )
})
