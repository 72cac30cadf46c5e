import { customerServiceWindow } from '#shared/customer-service-window.ts'
import type { TenantTx } from '../../database/database.ts'
import { isUniqueViolation } from '../../database/database-fault.ts'
import { newId, type ConversationId, type MessageId, type TenantId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import {
  findMessage,
  insertMessage,
  recordOutbound,
  showOwnReaction,
  type AuthorKind,
} from '../messages/messages.ts'
import { fileNameOf, type MediaRow } from '../media/media.ts'
import { passGate, type PassedGate } from './gate.ts'
import { loadGateFacts, type LoadedFacts } from './load-gate-facts.ts'
import { envelopeOf, type OutboundContent } from './outbound-message.ts'
import { enqueue, schedule, type OutboxDraft, type OutboxPriority } from './outbox-store.ts'
import { resolveConversation, type Destination } from './resolve-conversation.ts'
import { sendingProblem } from './sending-problems.ts'
import type { ConversationFacts } from './sending-store.ts'

export type OutboundRequest = {
  destination: Destination
  content: OutboundContent
  author: { kind: Extract<AuthorKind, 'member' | 'api' | 'bot'>; id: string | null }
  priority: OutboxPriority
  /** The caller's own `biz_opaque_callback_data`, given back with every status. */
  callbackData: string | null
  requestId: string
  /** Decided before, for requests that may come twice: the message with this id is made once. */
  messageId?: MessageId
  /** When it is to leave; null or past: at once. */
  sendAt?: Date | null
}

/**
 * Takes a message for sending: it passes the gate, and message and outbox row are stored together. Nothing has
 * left when this returns; what was accepted is never lost.
 * @throws ProblemError when the destination is not clear or the gate refuses; then nothing is stored.
 */
export async function acceptMessage(
  runtime: Runtime,
  tenantId: TenantId,
  request: OutboundRequest,
): Promise<{ messageId: MessageId; conversationId: ConversationId }> {
  const sealer = await runtime.keyring.forTenant(tenantId)
  const accept = () =>
    runtime.database.inTenant(tenantId, (tx) => acceptInTransaction(runtime, tx, sealer, request))
  // Two requests may meet the same new person at once: the second finds whom the first made.
  const accepted = await accept().catch((error: unknown) => {
    if (isUniqueViolation(error)) return accept()
    throw error
  })
  runtime.wakeups.wake('outbox', tenantId)
  const { messageId, conversationId, changedId } = accepted
  runtime.hints.publish(tenantId, { kind: 'message', conversationId, messageId: changedId })
  return { messageId, conversationId }
}

async function acceptInTransaction(
  runtime: Runtime,
  tx: TenantTx,
  sealer: Sealer,
  request: OutboundRequest,
) {
  const now = runtime.clock.now()
  const messageId = request.messageId ?? newId<MessageId>()
  const known = request.messageId ? await findMessage(tx, request.messageId) : null
  if (known) return { messageId, conversationId: known.conversationId, changedId: messageId }
  const sendAt = request.sendAt && request.sendAt > now ? request.sendAt : null
  const conversation = await resolveConversation(tx, request.destination, now)
  const loaded = await loadGateFacts(tx, conversation, request.content, {
    purpose: 'reply',
    isScheduled: sendAt !== null,
  })
  const { contactId, channelId } = conversation
  const draft: OutboxDraft = {
    messageId,
    channelId,
    contactId,
    priority: request.priority,
    hasMedia: request.content.mediaId !== null,
    startsConversation: customerServiceWindow(conversation.lastInboundAt, now).state !== 'open',
  }
  const gate = passGate(draft, loaded.facts, now)
  if (!gate.isPassed) {
    const { rule, code, says } = gate.refusal
    runtime.log.info(
      { requestId: request.requestId, tenantId: tx.tenantId, channelId, rule, code },
      'the gate refused a message',
    )
    throw sendingProblem(code, says)
  }
  await storeMessage(tx, sealer, {
    request,
    conversation,
    loaded,
    passed: gate.message,
    now,
    sendAt,
  })
  // A reaction changes a message that is there; it is no new line in the conversation.
  const changedId = request.content.reactsTo ? (loaded.target?.id ?? messageId) : messageId
  return { messageId, conversationId: conversation.id, changedId }
}

async function storeMessage(
  tx: TenantTx,
  sealer: Sealer,
  accepted: {
    request: OutboundRequest
    conversation: ConversationFacts
    loaded: LoadedFacts
    passed: PassedGate<OutboxDraft>
    now: Date
    sendAt: Date | null
  },
): Promise<void> {
  const { request, conversation, loaded, passed, now, sendAt } = accepted
  const { messageId, contactId, channelId } = passed.draft
  const content = completeContent(request.content, loaded.media, sealer)
  const targetWamid = loaded.target?.wamid ?? null
  const isReaction = content.type === 'reaction'
  await insertMessage(tx, sealer, {
    id: messageId,
    conversationId: conversation.id,
    contactId,
    channelId,
    direction: 'outbound',
    type: content.type,
    status: 'queued',
    authorKind: request.author.kind,
    authorId: request.author.id,
    contextWamid: isReaction ? null : targetWamid,
    mediaId: content.mediaId,
    callbackData: request.callbackData,
    sendAt,
    requestId: request.requestId,
    gate: passed.verdict,
    occurredAt: now,
    createdAt: now,
    envelope: envelopeOf(content, targetWamid),
  })
  if (sendAt) await schedule(tx, passed, sendAt)
  else await enqueue(tx, passed, now)
  if (isReaction) await showOwnReaction(tx, sealer, messageId)
  else await recordOutbound(tx, conversation.id, { messageId, occurredAt: now })
}

/** Adds what is known of the file and was not said: a document's name, and that it is a voice message. */
function completeContent(
  content: OutboundContent,
  media: MediaRow | null,
  sealer: Sealer,
): OutboundContent {
  if (!media) return content
  const part = { ...content.part }
  if (content.type === 'document') part['filename'] ??= fileNameOf(media, sealer) ?? undefined
  if (content.type === 'audio' && media.isVoice) part['voice'] ??= true
  return { ...content, part }
}
