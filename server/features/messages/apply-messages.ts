import { newId, type ConversationId, type MessageId } from '../../platform/ids.ts'
import { resolvePeople } from '../contacts/contacts.ts'
import { keepRepeats } from './apply-repeats.ts'
import { changedNamesIn, isFromBusiness, mentionOf, occurredAtOf } from './apply-mention.ts'
import { applyOptWords } from './apply-opt-words.ts'
import { announceMedia } from './apply-media.ts'
import { adoptWaiting } from './apply-waiting.ts'
import { columnText, type ApplyContext, type ReceivedMessage } from './apply-context.ts'
import {
  ensureConversations,
  recordActivity,
  type ConversationActivity,
} from './apply-conversation.ts'
import type { MessageEnvelope } from './message-envelope.ts'
import { claimWamids, insertMessages, type NewMessageRow } from './message-store.ts'
import { textAt } from './raw-content.ts'

/** A message that has its place: whose it is, and under which id it will be stored. */
export type PlacedMessage = {
  received: ReceivedMessage
  wamid: string
  type: string
  occurredAt: Date
  messageId: MessageId
  contactId: NewMessageRow['contactId']
  conversationId: ConversationId
}

/**
 * Stores messages that people, or the business in its own app, have written: one row each, however often and
 * in whatever order the webhooks come. Reactions, edits and revocations are not for here.
 * Each has a wamid and somebody it is from.
 */
export async function applyMessages(
  context: ApplyContext,
  received: readonly (ReceivedMessage & { wamid: string })[],
): Promise<void> {
  if (received.length === 0) return
  const placed = await placeMessages(context, received)
  const fresh = await claim(context, placed)
  await store(context, fresh)
  const isFresh = new Set(fresh)
  await keepRepeats(
    context,
    placed.filter((message) => !isFresh.has(message)),
  )
  await recordActivity(context.tx, fresh.map(activityOf))
  await applyOptWords(context, fresh)
  await applyChangedNames(context, received)
  await adoptWaiting(context, fresh)
  for (const message of fresh)
    context.hint({
      kind: 'message',
      conversationId: message.conversationId,
      messageId: message.messageId,
    })
}

async function placeMessages(
  context: ApplyContext,
  received: readonly (ReceivedMessage & { wamid: string })[],
): Promise<PlacedMessage[]> {
  const people = await resolvePeople(context.tx, received.map(mentionOf), context.now)
  if (people.changedIds.length > 0)
    context.hint({ kind: 'contact', conversationId: null, messageId: null })
  const items = received.map((one, index) => {
    const contactId = people.contactIds[index]
    if (!contactId) throw new Error('a message has no contact')
    return { received: one, contactId, occurredAt: occurredAtOf(one) }
  })
  const conversationIds = await ensureConversations(
    context.tx,
    items.map(({ received: { channel }, contactId, occurredAt }) => ({
      channelId: channel.channelId,
      contactId,
      startedAt: occurredAt,
    })),
  )
  return items.flatMap((item, index) => {
    const conversationId = conversationIds[index]
    if (!conversationId) return []
    const { message } = item.received
    return [
      {
        ...item,
        conversationId,
        wamid: (item.received as { wamid: string } & ReceivedMessage).wamid,
        type: columnText(textAt(message, 'type')) ?? 'unknown',
        messageId: newId<MessageId>(),
      },
    ]
  })
}

/** Binds the wamids; the first of those that share one is the message, the others are repeats. */
async function claim(
  { tx }: ApplyContext,
  placed: readonly PlacedMessage[],
): Promise<PlacedMessage[]> {
  const fresh: PlacedMessage[] = []
  for (const [channelId, messages] of Map.groupBy(
    placed,
    ({ received }) => received.channel.channelId,
  )) {
    const firsts = [...new Map([...messages].reverse().map((one) => [one.wamid, one])).values()]
    const claimed = await claimWamids(
      tx,
      channelId,
      firsts.map(({ wamid, messageId }) => ({ wamid, messageId })),
    )
    const owners = new Set(firsts.filter(({ wamid }) => claimed.has(wamid)))
    fresh.push(...messages.filter((message) => owners.has(message)))
  }
  return fresh
}

async function store(context: ApplyContext, fresh: readonly PlacedMessage[]): Promise<void> {
  const rows: NewMessageRow[] = []
  for (const message of fresh) {
    const { received, type, messageId, conversationId, contactId, wamid, occurredAt } = message
    const isOutbound = isFromBusiness(received)
    rows.push({
      id: messageId,
      conversationId,
      contactId,
      channelId: received.channel.channelId,
      direction: isOutbound ? 'outbound' : 'inbound',
      type,
      status: isOutbound ? statusOfOwn(received) : 'received',
      authorKind: isOutbound ? 'business_app' : 'contact',
      wamid,
      contextWamid: columnText(textAt(received.message, 'context', 'id')),
      mediaId: await announceMedia(context, message),
      occurredAt,
      createdAt: context.now,
      envelope: envelopeOf(received),
    })
  }
  await insertMessages(context.tx, context.sealer, rows)
}

export function envelopeOf({ message, contact, metadata, errors }: ReceivedMessage): MessageEnvelope {
  return {
    message,
    ...(contact ? { contact } : {}),
    ...(metadata ? { metadata } : {}),
    ...(errors ? { errors } : {}),
  }
}

/** How far a message of the business had come when Meta told of it. An echo has left Meta's servers. */
function statusOfOwn({ message }: ReceivedMessage): NewMessageRow['status'] {
  switch (textAt(message, 'history_context', 'status')?.toLowerCase()) {
    case 'pending':
      return 'accepted'
    case 'delivered':
      return 'delivered'
    case 'read':
      return 'read'
    case 'played':
      return 'played'
    case 'error':
      return 'failed'
    default:
      return 'sent'
  }
}

function activityOf(message: PlacedMessage): ConversationActivity {
  const { received, conversationId, messageId, occurredAt, type } = message
  const isOutbound = isFromBusiness(received)
  const base = { conversationId, messageId, occurredAt }
  // Old messages are nobody's to answer, but the contact's own may still hold the window open.
  if (received.origin === 'history')
    return { ...base, kind: isOutbound || type === 'system' ? 'notice' : 'sign_of_life' }
  if (type === 'system') return { ...base, kind: 'notice' }
  return { ...base, kind: isOutbound ? 'outbound' : 'inbound' }
}

/** Takes over new phone numbers and BSUIDs, after the messages that still came under the old ones. */
async function applyChangedNames(
  { tx, now, hint }: ApplyContext,
  received: readonly ReceivedMessage[],
): Promise<void> {
  const changes = received.flatMap((one) => changedNamesIn(one) ?? [])
  for (const change of changes) {
    await resolvePeople(tx, [change], now)
    hint({ kind: 'contact', conversationId: null, messageId: null })
  }
}
