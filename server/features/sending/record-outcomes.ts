import type { TenantTx } from '../../database/database.ts'
import type { ContactId, ConversationId, MessageId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import {
  adoptEarlyStatuses,
  settleUnknown,
  withdrawOwnReactions,
  type StatusNews,
} from '../messages/messages.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import { abandonedMessages, pauseLane } from './lane-state-store.ts'
import {
  insertAttempts,
  leaveOutbox,
  markConversationsFailed,
  markFailed,
  markUnknown,
  markWaiting,
  recordAccepted,
  returnToOutbox,
  type AttemptRow,
} from './outcome-store.ts'
import type { SendDecision } from './send-decision.ts'
import { insertUnknownOutcomes } from './unknown-outcomes-across-tenants.ts'

/** One attempt and what follows from it. */
export type SettledAttempt = {
  messageId: MessageId
  conversationId: ConversationId
  contactId: ContactId
  priority: number
  isReaction: boolean
  attemptCount: number
  startedAt: Date
  decision: SendDecision
}

/** A message whose status this engine changed, in the transaction that changed it. */
export type EngineStatusChange = {
  messageId: MessageId
  conversationId: ConversationId
  status: 'accepted' | 'failed' | 'unknown' | 'queued'
  isReaction: boolean
}

/** What webhook endpoints are told of such changes; that a message waits again is no news. */
export const statusNews = (changes: readonly EngineStatusChange[], now: Date): StatusNews[] =>
  changes
    .filter(({ status }) => status !== 'queued')
    .map(({ messageId, status }) => ({ messageId, status, occurredAt: now }))

/**
 * Writes down what attempts led to, all in one transaction: attempts, messages, outbox, lane.
 * @returns the messages whose status changed by it, and the statuses of Meta's that had come too early for them.
 */
export async function recordOutcomes(
  tx: TenantTx,
  sealer: Sealer,
  lease: LaneLease,
  settled: readonly SettledAttempt[],
  now: Date,
): Promise<{ changes: EngineStatusChange[]; early: StatusNews[] }> {
  const sorted = [...settled].sort((one, other) => (one.messageId < other.messageId ? -1 : 1))
  const accepted = ofKind(sorted, 'accepted')
  const wamids = accepted.map(({ messageId, decision }) => ({ messageId, wamid: decision.wamid }))
  const early = await adoptEarlyStatuses(tx, sealer, lease.channelId, wamids)
  const wereUnknown = await recordAccepted(
    tx,
    lease,
    accepted.map(({ messageId, startedAt, decision: { wamid, fbtraceId } }) => ({
      messageId,
      startedAt,
      wamid,
      fbtraceId,
    })),
    now,
  )
  await settleUnknown(tx, wereUnknown)
  const others = sorted.filter(({ decision }) => decision.kind !== 'accepted')
  const changes = accepted.map((one) => changeOf(one, 'accepted'))
  if (others.length === 0) return { changes, early }
  const failed = await recordFailed(tx, sealer, lease, ofKind(sorted, 'failed'), now)
  const unknown = await recordUnknown(tx, lease, ofKind(sorted, 'unknown'), now)
  const waiting = await recordWaiting(tx, lease, ofKind(sorted, 'retry', 'pause'), now)
  await insertAttempts(
    tx,
    others.map((one) => attemptOf(one, lease, now)),
  )
  return { changes: [...changes, ...failed, ...unknown, ...waiting], early }
}

type Of<Kind extends SendDecision['kind']> = SettledAttempt & {
  decision: Extract<SendDecision, { kind: Kind }>
}

const ofKind = <Kind extends SendDecision['kind']>(
  settled: readonly SettledAttempt[],
  ...kinds: Kind[]
): Of<Kind>[] =>
  settled.filter((one): one is Of<Kind> => (kinds as string[]).includes(one.decision.kind))

const changeOf = (
  { messageId, conversationId, isReaction }: SettledAttempt,
  status: EngineStatusChange['status'],
): EngineStatusChange => ({ messageId, conversationId, isReaction, status })

async function recordFailed(
  tx: TenantTx,
  sealer: Sealer,
  lease: LaneLease,
  attempts: readonly Of<'failed'>[],
  now: Date,
): Promise<EngineStatusChange[]> {
  const changedIds = await markFailed(tx, attempts.map(refusalOf), now)
  const changed = attempts.filter(({ messageId }) => changedIds.has(messageId))
  const reactions = changed.filter((one) => one.isReaction)
  await withdrawOwnReactions(
    tx,
    sealer,
    reactions.map((one) => one.messageId),
  )
  const messages = changed.filter((one) => !one.isReaction)
  await markConversationsFailed(
    tx,
    messages.map((one) => one.conversationId),
    now,
  )
  await leaveOutbox(
    tx,
    lease,
    attempts.map((one) => one.messageId),
  )
  return changed.map((one) => changeOf(one, 'failed'))
}

async function recordUnknown(
  tx: TenantTx,
  lease: LaneLease,
  attempts: readonly Of<'unknown'>[],
  now: Date,
): Promise<EngineStatusChange[]> {
  const ids = attempts.map((one) => one.messageId)
  const changedIds = new Set((await markUnknown(tx, ids)).map((one) => one.messageId))
  const changed = attempts.filter(({ messageId }) => changedIds.has(messageId))
  await insertUnknownOutcomes(tx, changed, lease.channelId, now)
  await leaveOutbox(tx, lease, ids)
  return changed.map((one) => changeOf(one, 'unknown'))
}

async function recordWaiting(
  tx: TenantTx,
  lease: LaneLease,
  attempts: readonly Of<'retry' | 'pause'>[],
  now: Date,
): Promise<EngineStatusChange[]> {
  const availableAt = ({ decision }: Of<'retry' | 'pause'>) =>
    new Date(now.getTime() + decision.delayMs)
  const returnedIds = await returnToOutbox(
    tx,
    lease,
    attempts.map((one) => ({ ...one, availableAt: availableAt(one) })),
  )
  const returned = attempts.filter(({ messageId }) => returnedIds.has(messageId))
  await markWaiting(tx, returned.map(refusalOf))
  const pause = attempts.findLast(({ decision }) => decision.kind === 'pause')
  if (pause)
    await pauseLane(tx, lease.channelId, {
      reason: pause.decision.error.advice,
      until: availableAt(pause),
    })
  return returned.map((one) => changeOf(one, 'queued'))
}

const refusalOf = ({ messageId, decision }: Of<'failed' | 'retry' | 'pause'>) => ({
  messageId,
  error: decision.error,
  code: decision.code,
})

function attemptOf(
  { messageId, startedAt, decision }: SettledAttempt,
  lease: LaneLease,
  now: Date,
): AttemptRow {
  const base = { messageId, fence: lease.fence, startedAt, finishedAt: now }
  if (decision.kind === 'accepted' || decision.kind === 'unknown')
    return { ...base, outcome: decision.kind, httpStatus: null, errorCode: null, fbtraceId: null }
  return {
    ...base,
    outcome: decision.kind === 'failed' ? 'refused' : 'retry',
    httpStatus: decision.httpStatus,
    errorCode: decision.code,
    fbtraceId: decision.error.fbtraceId,
  }
}

/**
 * Makes everything `unknown` that an earlier owner of this lane left on its way. Run once, before the first
 * claim under the new fence.
 */
export async function recoverAbandoned(
  tx: TenantTx,
  lease: LaneLease,
  now: Date,
): Promise<EngineStatusChange[]> {
  const abandoned = await abandonedMessages(tx, lease)
  const ids = abandoned.map((one) => one.messageId)
  const changed = new Set((await markUnknown(tx, ids)).map((one) => one.messageId))
  const unknown = abandoned.filter((one) => changed.has(one.messageId))
  await insertUnknownOutcomes(tx, unknown, lease.channelId, now)
  await leaveOutbox(tx, lease, ids)
  await insertAttempts(
    tx,
    abandoned.map(({ messageId, fence }) => ({
      messageId,
      fence,
      startedAt: now,
      finishedAt: null,
      outcome: 'unknown',
      httpStatus: null,
      errorCode: null,
      fbtraceId: null,
    })),
  )
  return unknown.map(({ messageId, conversationId, isReaction }) => ({
    messageId,
    conversationId,
    isReaction,
    status: 'unknown',
  }))
}
