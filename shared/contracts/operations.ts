import { z } from 'zod'

const time = z.iso.datetime()
const count = z.number().int().nonnegative()

/** Most urgent first. A person's reply never waits behind a campaign. */
export const OutboxPriority = z.enum(['reply', 'authentication', 'transactional', 'campaign'])
export type OutboxPriority = z.infer<typeof OutboxPriority>

/** What waits where in the whole deployment: counts and ages, nothing of any tenant. */
export const QueueSummary = z.object({
  /** When this was read. Readers share one reading for a few seconds. */
  asOf: time,
  /** Webhooks that are stored and not yet applied. */
  journal: z.object({ count, oldestAt: time.nullable() }),
  /** Webhooks that were set aside because they cannot be applied. */
  parked: z.object({
    count,
    oldestAt: time.nullable(),
    byReason: z.array(z.object({ reason: z.string(), count })),
  }),
  /** Messages that are still to leave. `later`: their time has not come. */
  outbox: z.object({
    waiting: count,
    later: count,
    sending: count,
    oldestWaitingAt: time.nullable(),
    byPriority: z.array(
      z.object({ priority: OutboxPriority, waiting: count, later: count, sending: count }),
    ),
  }),
  /** One lane for each connected number. Paces are messages per second, of all lanes that may send. */
  lanes: z.object({
    count,
    owned: count,
    slowed: count,
    paused: count,
    held: count,
    pace: z.number().nonnegative(),
    cap: z.number().nonnegative(),
  }),
  /** Requests to Meta whose answer never came and that no status webhook has settled. */
  unknown: z.object({ count, oldestAt: time.nullable() }),
  /** Events on their way to tenants' own endpoints. */
  deliveries: z.object({
    pending: count,
    dead: count,
    oldestPendingAt: time.nullable(),
    endpoints: z.object({ healthy: count, failing: count, paused: count, disabled: count }),
  }),
  /** Background work. `failed`: no tries left. `retrying`: failed before, and will be tried again. */
  jobs: z.object({
    waiting: count,
    scheduled: count,
    running: count,
    retrying: count,
    failed: count,
    oldestWaitingAt: time.nullable(),
  }),
})
export type QueueSummary = z.infer<typeof QueueSummary>

/** A webhook that was set aside. Its contents stay sealed. */
export const ParkedPayload = z.object({
  id: z.string(),
  appId: z.string(),
  reason: z.string(),
  /** For the operator; holds no content. */
  detail: z.string(),
  /** As it is stored, sealed: some bytes more than what came. */
  sizeBytes: count,
  receivedAt: time,
  parkedAt: time,
})
export type ParkedPayload = z.infer<typeof ParkedPayload>

const isOne = (body: { ids?: unknown; all?: unknown }) =>
  (body.ids === undefined) !== (body.all === undefined)

/** Some by id, or all: then `parkedBefore` of the first answer goes into the next calls until nothing remains. */
export const ReplayRequest = z
  .object({
    ids: z.array(z.uuid()).min(1).max(200).optional(),
    all: z.literal(true).optional(),
    parkedBefore: time.optional(),
  })
  .refine(isOne, { error: 'must have either ids or all' })
export type ReplayRequest = z.infer<typeof ReplayRequest>

/** What became of one step of a replay, of at most 200 payloads. */
export const ReplayResult = z.object({
  parkedBefore: time,
  replayed: count,
  applied: count,
  /** They came back: their cause is not gone. */
  parkedAgain: count,
  /** Still in the journal when the answer was written; they go on by themselves. */
  waiting: count,
  /** With `all`: parked before, and not yet replayed. */
  remaining: count,
})
export type ReplayResult = z.infer<typeof ReplayResult>

/** A message whose request to Meta got no answer. It may have arrived; sending it again may double it. */
export const UnknownOutcome = z.object({
  messageId: z.string(),
  conversationId: z.string(),
  /** Null for callers who may not read contacts. */
  contactName: z.string().nullable(),
  channelName: z.string(),
  type: z.string(),
  priority: OutboxPriority,
  since: time,
  /** Set when the wait for a status is over and a person is to decide. */
  decidedAt: time.nullable(),
})
export type UnknownOutcome = z.infer<typeof UnknownOutcome>

export const TroubledJob = z.object({
  id: z.string(),
  task: z.string(),
  state: z.enum(['failed', 'retrying']),
  attempts: count,
  maxAttempts: count,
  /** The last failure, with numbers, addresses and secrets masked. */
  error: z.string().nullable(),
  nextTryAt: time.nullable(),
  createdAt: time,
  failedAt: time,
})
export type TroubledJob = z.infer<typeof TroubledJob>

export const JobRetryRequest = z
  .object({
    ids: z
      .array(z.string().regex(/^\d{1,18}$/, 'must be digits'))
      .min(1)
      .max(200)
      .optional(),
    all: z.literal(true).optional(),
  })
  .refine(isOne, { error: 'must have either ids or all' })
export type JobRetryRequest = z.infer<typeof JobRetryRequest>

export const JobRetryResult = z.object({ retried: count })
export type JobRetryResult = z.infer<typeof JobRetryResult>
