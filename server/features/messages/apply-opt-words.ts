import { optWordOf, recordOptChange } from '../contacts/contacts.ts'
import type { ApplyContext, PlacedMessage } from './apply-context.ts'
import { textAt } from './raw-content.ts'

/** Honours "STOP" and its like, typed or tapped, from people and not from groups. */
export async function applyOptWords(
  context: ApplyContext,
  messages: readonly PlacedMessage[],
): Promise<void> {
  for (const { received, contactId, occurredAt, conversationId, type } of messages) {
    const { message, origin } = received
    if (origin !== 'live' || textAt(message, 'group_id') !== null) continue
    const said =
      type === 'button' ? textAt(message, 'button', 'text') : textAt(message, 'text', 'body')
    const word = said === null ? null : optWordOf(said, context.optWords)
    if (word === null) continue
    await recordOptChange(context.tx, {
      contactId,
      isOptedOut: word === 'out',
      source: 'keyword',
      at: occurredAt,
    })
    context.hint({ kind: 'contact', conversationId, messageId: null })
    context.tell({ type: 'contact.updated', contactId })
  }
}
