import type { Message } from '#shared/contracts/message.ts'
import { clockTime } from '../time/time-words.ts'
import { tickState } from './tick-state.ts'

/** What a screen reader says for a bubble: "Asha, 14:02: Is it ready?, read". */
export function messageLabel(message: Message): string {
  const marks = [
    message.revokedAt === null ? null : 'deleted by the customer',
    message.editedAt === null || message.revokedAt !== null ? null : 'edited',
    message.direction === 'outbound' ? tickState(message).word : null,
    message.reactions.length === 0
      ? null
      : `reactions ${message.reactions.map((reaction) => reaction.emoji).join(' ')}`,
  ].filter((mark) => mark !== null)
  return `${message.author.name}, ${clockTime(message.occurredAt)}: ${[message.text, ...marks].join(', ')}`
}
