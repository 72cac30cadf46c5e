import { resolvePeople, type PersonMention } from '../contacts/contacts.ts'
import {
  ensureConversations,
  listAt,
  mentionOfContact,
  numberAt,
  occurrenceOf,
  recordActivity,
  textAt,
  type ApplyContext,
  type ChannelFacts,
  type RawObject,
} from '../messages/messages.ts'
import { contactFor } from './contact-for.ts'
import type { WebhookChange } from './webhook-change.ts'

/**
 * A call of a contact, answered or not, and a call of ours that they accepted open the customer service window.
 * The call itself is kept as an event.
 * @source Meta, Calling API, "Windows"; read 2026-11-20.
 */
export async function applyCalls(
  context: ApplyContext,
  channel: ChannelFacts,
  { value, receivedAt }: WebhookChange,
): Promise<void> {
  const opening: RawObject[] = [
    ...listAt(value, 'calls').filter(
      (call) =>
        textAt(call, 'direction') === 'USER_INITIATED' && textAt(call, 'event') === 'connect',
    ),
    ...listAt(value, 'statuses').filter(
      (status) => textAt(status, 'status')?.toUpperCase() === 'ACCEPTED',
    ),
  ]
  for (const item of opening) {
    const at = occurrenceOf(numberAt(item, 'timestamp'), receivedAt)
    const entry = mentionOfContact(contactFor(item, listAt(value, 'contacts'), opening.length))
    const mention: PersonMention = {
      ...entry,
      waId: textAt(item, 'from') ?? textAt(item, 'recipient_id') ?? entry.waId ?? null,
      bsuid:
        textAt(item, 'from_user_id') ?? textAt(item, 'recipient_user_id') ?? entry.bsuid ?? null,
      scope: channel.portfolioId,
      at,
      source: 'webhook',
    }
    if (!mention.waId && !mention.bsuid) continue
    const { contactIds, changedIds } = await resolvePeople(context.tx, [mention], context.now)
    for (const changedId of changedIds)
      context.tell({ type: 'contact.updated', contactId: changedId })
    const [contactId] = contactIds
    if (!contactId) continue
    const [conversationId] = await ensureConversations(context.tx, [
      { channelId: channel.channelId, contactId, startedAt: at },
    ])
    if (!conversationId) continue
    await recordActivity(context.tx, [
      { conversationId, messageId: null, occurredAt: at, kind: 'sign_of_life' },
    ])
    context.hint({ kind: 'conversation', conversationId, messageId: null })
  }
}
