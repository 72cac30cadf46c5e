import { newId, type MessageId } from '../../platform/ids.ts'
import { resolvePeople } from '../contacts/contacts.ts'
import { keepRepeats } from './apply-repeats.ts'
import { changedNamesIn, isFromBusiness, mentionOf, occurredAtOf } from './apply-mention.ts'
import { applyOptWords } from './apply-opt-words.ts'
import { announceMedia } from './apply-media.ts'
import { adoptEarlyChanges, adoptEarlyStatuses } from './apply-waiting.ts'
import {
  columnText,
  envelopeOf,
  type ApplyContext,
  type PlacedMessage,
  type ReceivedMessage,
} from './apply-context.ts'
import {
  ensureConversations,
  recordActivity,
  restingConversations,
  type ConversationActivity,
} from './apply-conversation.ts'
import { claimWamids, insertMessages, type NewMessageRow } from './message-store.ts'
import { textAt } from './raw-content.ts'

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
  const live = fresh.filter(
    (one) => one.received.origin === 'live' && !isFromBusiness(one.received),
  )
  const reopened = context.wants('conversation.updated')
    ? await restingConversations(
        context.tx,
        live.filter((one) => one.type !== 'system').map((one) => one.conversationId),
      )
    : []
  await recordActivity(context.tx, fresh.map(activityOf))
  await applyOptWords(context, fresh)
  await applyChangedNames(context, received)
  for (const { messageId } of live) context.tell({ type: 'message.received', messageId })
  for (const conversationId of reopened)
    context.tell({ type: 'conversation.updated', conversationId })
  await adoptEarly(context, fresh)
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
  for (const contactId of people.changedIds) context.tell({ type: 'contact.updated', contactId })
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
        wamid: item.received.wamid,
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

/** How far a message of the business had come when Meta told of it; an echo has left Meta's servers. */
const historyStatuses = new Map<string, NewMessageRow['status']>([
  ['pending', 'accepted'],
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['played', 'played'],
  ['error', 'failed'],
])

const statusOfOwn = ({ message }: ReceivedMessage): NewMessageRow['status'] =>
  historyStatuses.get(textAt(message, 'history_context', 'status')?.toLowerCase() ?? '') ?? 'sent'

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

/** Applies what came before its message: changes to it and, for messages of the business, its statuses. */
async function adoptEarly(context: ApplyContext, fresh: readonly PlacedMessage[]): Promise<void> {
  for (const messages of Map.groupBy(fresh, (one) => one.received.channel.channelId).values()) {
    const [first] = messages
    if (!first) continue
    const { channel } = first.received
    await adoptEarlyChanges(context, channel, messages)
    const own = messages.filter(({ received }) => isFromBusiness(received))
    const { tx, sealer } = context
    for (const status of await adoptEarlyStatuses(tx, sealer, channel.channelId, own))
      context.tell({ type: 'message.status', ...status })
  }
}

/** Takes over new phone numbers and BSUIDs, after the messages that still came under the old ones. */
async function applyChangedNames(
  { tx, now, hint, tell }: ApplyContext,
  received: readonly ReceivedMessage[],
): Promise<void> {
  const changes = received.flatMap((one) => changedNamesIn(one) ?? [])
  for (const change of changes) {
    const { changedIds } = await resolvePeople(tx, [change], now)
    for (const contactId of changedIds) tell({ type: 'contact.updated', contactId })
    hint({ kind: 'contact', conversationId: null, messageId: null })
  }
}
