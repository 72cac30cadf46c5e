import type { TenantTx } from '../../database/database.ts'
import type { ChannelId, ConversationId, MessageId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import {
  adoptEarlyStatuses,
  claimWamids,
  recordFailure,
  withdrawOwnReactions,
} from '../messages/messages.ts'
import { abandonedMessages, pauseLane, resumeLane } from './lane-queue-store.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import {
  insertAttempt,
  leaveOutbox,
  markAccepted,
  markFailed,
  markUnknown,
  markWaiting,
  returnToOutbox,
} from './outcome-store.ts'
import type { SendDecision } from './send-decision.ts'

export type Attempt = {
  messageId: MessageId
  conversationId: ConversationId
  channelId: ChannelId
  isReaction: boolean
  attemptCount: number
  startedAt: Date
}

/**
 * Writes down what an attempt led to, all in one transaction: attempt, message, outbox, lane. Rows are locked in
 * the order in which status webhooks lock them (wamid, message, outbox), for one may come at the same moment.
 */
export async function recordOutcome(
  tx: TenantTx,
  sealer: Sealer,
  lease: LaneLease,
  attempt: Attempt,
  decision: SendDecision,
  now: Date,
): Promise<void> {
  const { messageId, conversationId, channelId, attemptCount, startedAt } = attempt
  const again = { messageId, fence: lease.fence, startedAt, finishedAt: now }
  switch (decision.kind) {
    case 'accepted':
      await adoptEarlyStatuses(tx, sealer, channelId, [{ wamid: decision.wamid, messageId }])
      await markAccepted(tx, messageId, { wamid: decision.wamid, acceptedAt: now })
      await claimWamids(tx, channelId, [{ wamid: decision.wamid, messageId }])
      await leaveOutbox(tx, lease, messageId)
      await insertAttempt(tx, {
        ...again,
        outcome: 'accepted',
        httpStatus: 200,
        errorCode: null,
        fbtraceId: decision.fbtraceId,
      })
      await resumeLane(tx, channelId)
      return
    case 'unknown':
      await markUnknown(tx, messageId)
      await leaveOutbox(tx, lease, messageId)
      await insertAttempt(tx, {
        ...again,
        outcome: 'unknown',
        httpStatus: null,
        errorCode: null,
        fbtraceId: null,
      })
      return
    case 'failed':
      if (await markFailed(tx, messageId, { ...decision, failedAt: now })) {
        if (attempt.isReaction) await withdrawOwnReactions(tx, sealer, [messageId])
        else await recordFailure(tx, conversationId, now)
      }
      await leaveOutbox(tx, lease, messageId)
      await insertAttempt(tx, { ...again, ...refusalOf(decision), outcome: 'refused' })
      return
    case 'retry':
    case 'pause': {
      const availableAt = new Date(now.getTime() + decision.delayMs)
      if (await returnToOutbox(tx, lease, messageId, { availableAt, attemptCount }))
        await markWaiting(tx, messageId, decision)
      await insertAttempt(tx, { ...again, ...refusalOf(decision), outcome: 'retry' })
      if (decision.kind === 'pause')
        await pauseLane(tx, channelId, { reason: decision.error.advice, until: availableAt })
    }
  }
}

const refusalOf = (decision: Extract<SendDecision, { kind: 'failed' | 'retry' | 'pause' }>) => ({
  httpStatus: decision.httpStatus,
  errorCode: decision.code,
  fbtraceId: decision.error.fbtraceId,
})

/**
 * Makes everything `unknown` that an earlier owner of this lane left on its way. Run once, before the first
 * claim under the new fence.
 */
export async function recoverAbandoned(
  tx: TenantTx,
  lease: LaneLease,
  now: Date,
): Promise<{ messageId: MessageId; conversationId: ConversationId }[]> {
  const abandoned = await abandonedMessages(tx, lease)
  for (const { messageId, fence } of abandoned) {
    await markUnknown(tx, messageId)
    await leaveOutbox(tx, lease, messageId)
    await insertAttempt(tx, {
      messageId,
      fence,
      startedAt: now,
      finishedAt: null,
      outcome: 'unknown',
      httpStatus: null,
      errorCode: null,
      fbtraceId: null,
    })
  }
  return abandoned
}
