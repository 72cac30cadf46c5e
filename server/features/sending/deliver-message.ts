import type { TenantTx } from '../../database/database.ts'
import { GraphRefusal, type GraphChannel, type SendOutcome } from '../../meta/graph-client.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { findGraphChannel } from '../channels/channels.ts'
import { uploadToMeta } from '../media/media.ts'
import { openEnvelope } from '../messages/messages.ts'
import { isPassingFault } from './database-faults.ts'
import { graphBody } from './graph-body.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import { claimMessages, type WaitingMessage } from './lane-queue-store.ts'
import { recordOutcome, type Attempt } from './record-outcome.ts'
import { decide, type SendDecision } from './send-decision.ts'
import { recipientAddress } from './recipient-address.ts'
import { currentNames, findConversationFacts } from './sending-store.ts'

/** What became of a delivery. `lost`: another process owns the lane; `gone`: the message left the outbox meanwhile. */
export type Delivery = SendDecision | { kind: 'lost' } | { kind: 'gone' }

/** An outcome that could not be written down. The message stays claimed until the lane has a new fence. */
export class OutcomeNotRecorded extends Error {
  override readonly name = 'OutcomeNotRecorded'
}

/**
 * Sends one message: prepare (which may be repeated), claim, request, record. Once the claim is committed the
 * request counts as having left.
 * @throws OutcomeNotRecorded; other failures mean that nothing was claimed or sent.
 */
export async function deliverMessage(
  runtime: Runtime,
  lease: LaneLease,
  waiting: WaitingMessage,
): Promise<Delivery> {
  const { clock, database, graph, hints } = runtime
  const { tenantId, channelId } = lease
  const { messageId, conversationId } = waiting
  const startedAt = clock.now()
  const attempt: Attempt = {
    messageId,
    conversationId,
    channelId,
    isReaction: waiting.type === 'reaction',
    attemptCount: waiting.attemptCount + 1,
    startedAt,
  }
  const prepared = await prepare(runtime, lease, waiting)
  let outcome: SendOutcome
  if ('body' in prepared) {
    const claimed = await database.inTenant(tenantId, (tx) =>
      claimMessages(tx, lease, [messageId], clock.now()),
    )
    if (!claimed.isOwner) return { kind: 'lost' }
    if (!claimed.claimedIds.includes(messageId)) return { kind: 'gone' }
    outcome = await graph.sendMessage(prepared.channel, prepared.body)
  } else outcome = prepared.outcome
  const decision = decide(outcome, {
    attemptCount: attempt.attemptCount,
    ageMs: startedAt.getTime() - waiting.createdAt.getTime(),
    random: Math.random(),
  })
  await record(runtime, lease, attempt, decision)
  hints.publish(
    tenantId,
    attempt.isReaction
      ? { kind: 'message', conversationId, messageId: null }
      : { kind: 'status', conversationId, messageId },
  )
  return decision
}

type Prepared =
  | { channel: GraphChannel; body: Record<string, unknown> }
  /** It cannot even be tried; told as if Meta had said so. */
  | { outcome: SendOutcome }

async function prepare(
  runtime: Runtime,
  lease: LaneLease,
  waiting: WaitingMessage,
): Promise<Prepared> {
  const { tenantId, channelId } = lease
  const sealer = await runtime.keyring.forTenant(tenantId)
  const { channel, address } = await runtime.database.inTenant(tenantId, async (tx) => ({
    channel: await findGraphChannel(tx, sealer, channelId),
    address: await currentAddress(tx, waiting),
  }))
  // Code 0 of Meta's is "cannot authenticate": the number is not connected (any more).
  if (!channel) return notPossible(0, 'The number is not connected')
  if (!address) return notPossible(131026, 'The contact has no address on WhatsApp')
  const { message } = openEnvelope(sealer, waiting.messageId, waiting.contentSealed)
  if (waiting.mediaId === null)
    return { channel, body: graphBody(waiting.messageId, address, message, null) }
  try {
    const file = { tenantId, mediaId: waiting.mediaId, channelId, channel }
    const metaMediaId = await uploadToMeta(runtime, file)
    if (metaMediaId === null) return notPossible(131053, 'The file is no longer there')
    return { channel, body: graphBody(waiting.messageId, address, message, metaMediaId) }
  } catch (error) {
    if (error instanceof GraphRefusal) return { outcome: { kind: 'refused', error: error.error } }
    if (isPassingFault(error)) throw error
    runtime.log.warn({ err: error, messageId: waiting.messageId }, 'a file was not uploaded')
    // An upload sends nothing to anybody, so whatever became of it, the message has not left.
    return { outcome: { kind: 'not_sent', reason: 'the file could not be uploaded' } }
  }
}

async function currentAddress(tx: TenantTx, { conversationId }: WaitingMessage) {
  const conversation = await findConversationFacts(tx, conversationId)
  if (!conversation) return null
  const names = await currentNames(tx, conversation.contactId)
  return recipientAddress(names, conversation.portfolioId)
}

const notPossible = (code: number, title: string): Prepared => ({
  outcome: {
    kind: 'refused',
    error: { httpStatus: 0, code, subcode: null, title, details: null, fbtraceId: null },
  },
})

const firstRetryMs = 200
const longestRetryMs = 5_000
/** About five minutes. */
const mostRetries = 60

/**
 * Records an outcome, again and again while the database is away: the answer exists only in this process. If
 * the process ends before, the next owner of the lane makes the message `unknown`.
 */
async function record(
  runtime: Runtime,
  lease: LaneLease,
  attempt: Attempt,
  decision: SendDecision,
): Promise<void> {
  const sealer = await runtime.keyring.forTenant(lease.tenantId)
  for (let failures = 0; ; failures++)
    try {
      return await runtime.database.inTenant(lease.tenantId, (tx) =>
        recordOutcome(tx, sealer, lease, attempt, decision, runtime.clock.now()),
      )
    } catch (error) {
      const { messageId } = attempt
      runtime.log.error({ err: error, messageId, failures }, 'an outcome could not be recorded yet')
      if (!isPassingFault(error) || failures >= mostRetries)
        throw new OutcomeNotRecorded('the outcome of a request was not recorded', { cause: error })
      const delayMs = Math.min(firstRetryMs * 2 ** failures, longestRetryMs)
      await new Promise((resolve) => setTimeout(resolve, delayMs))
    }
}
