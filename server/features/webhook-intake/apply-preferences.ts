import { recordOptChange, resolvePeople, type PersonMention } from '../contacts/contacts.ts'
import {
  listAt,
  mentionOfContact,
  numberAt,
  occurrenceOf,
  textAt,
  type ApplyContext,
  type ChannelFacts,
} from '../messages/messages.ts'
import { contactFor } from './contact-for.ts'
import type { WebhookChange } from './webhook-change.ts'

/**
 * Honours what people chose in WhatsApp about marketing messages: `stop`, and `resume` or `signup`.
 * @source Meta, webhook field `user_preferences`; read 2026-11-20.
 */
export async function applyPreferences(
  context: ApplyContext,
  channel: ChannelFacts,
  { value, receivedAt }: WebhookChange,
): Promise<void> {
  const preferences = listAt(value, 'user_preferences')
  for (const preference of preferences) {
    const choice = textAt(preference, 'value')?.toLowerCase()
    if (choice !== 'stop' && choice !== 'resume' && choice !== 'signup') continue
    const at = occurrenceOf(numberAt(preference, 'timestamp'), receivedAt)
    const named = mentionOfContact(preference)
    const entry = mentionOfContact(contactFor(preference, listAt(value, 'contacts'), 0))
    const mention: PersonMention = {
      waId: named.waId ?? entry.waId ?? null,
      bsuid: named.bsuid ?? entry.bsuid ?? null,
      profileName: entry.profileName ?? null,
      scope: channel.portfolioId,
      at,
      source: 'webhook',
    }
    if (!mention.waId && !mention.bsuid) continue
    const { contactIds } = await resolvePeople(context.tx, [mention], context.now)
    const [contactId] = contactIds
    if (!contactId) continue
    await recordOptChange(context.tx, {
      contactId,
      isOptedOut: choice === 'stop',
      source: 'meta_marketing_preference',
      at,
    })
    context.hint({ kind: 'contact', conversationId: null, messageId: null })
    context.tell({ type: 'contact.updated', contactId })
  }
}
