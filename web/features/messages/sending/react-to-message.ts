import type { QueryClient } from '@tanstack/react-query'
import type { Message } from '#shared/contracts/message.ts'
import { request } from '#web/api/http.ts'
import { refreshMessage, storeMessage } from '../loading/message-queries.ts'

/** Our reaction to a message, if any. WhatsApp keeps one for the business, whoever of the team gave it. */
export const ownReaction = (message: Message): string | null =>
  message.reactions.find((reaction) => reaction.direction === 'outbound')?.emoji ?? null

/** Sets our reaction at once and sends it; the same emoji again takes it back. @throws ApiProblem after undoing it. */
export async function reactToMessage(
  client: QueryClient,
  message: Message,
  emoji: string,
  authorName: string,
): Promise<void> {
  const next = ownReaction(message) === emoji ? '' : emoji
  const others = message.reactions.filter((reaction) => reaction.direction === 'inbound')
  storeMessage(client, {
    ...message,
    reactions:
      next === '' ? others : [...others, { emoji: next, direction: 'outbound', authorName }],
  })
  try {
    await request<Message>('/messages', {
      method: 'POST',
      body: {
        conversationId: message.conversationId,
        type: 'reaction',
        reaction: { message_id: message.id, emoji: next },
      },
      idempotencyKey: crypto.randomUUID(),
    })
    await refreshMessage(client, message.id)
  } catch (error) {
    storeMessage(client, message)
    throw error
  }
}
