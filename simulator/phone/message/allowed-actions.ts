import type { ChatMessage } from '../simulator-api/wire-types.ts'

// Meta, "Webhooks: messages": people can edit for 15 minutes and delete for everyone for up to two days.
const editWithinMs = 15 * 60_000
const revokeWithinMs = 48 * 3_600_000

export interface AllowedActions {
  react: boolean
  reply: boolean
  copy: boolean
  edit: boolean
  revoke: boolean
}

/** What a person can do with a message now. Nothing while it is on its way or after it was deleted. */
export function allowedActions(message: ChatMessage, nowMs: number): AllowedActions {
  const isSettled =
    message.status !== 'pending' &&
    message.type !== 'system' &&
    !message.revoked &&
    !(message.status === 'failed' && message.direction === 'to_business')
  const isOwn = message.direction === 'to_business'
  const ageMs = nowMs - message.timestampMs
  return {
    react: isSettled,
    reply: isSettled,
    copy: !message.revoked && hasText(message),
    edit: isSettled && isOwn && isEditable(message) && ageMs < editWithinMs,
    revoke: isSettled && isOwn && ageMs < revokeWithinMs,
  }
}

const withText = new Set<ChatMessage['type']>(['text', 'template', 'interactive', 'button'])

function hasCaption(message: ChatMessage): boolean {
  return 'caption' in message.content && message.content.caption !== undefined
}

function isEditable(message: ChatMessage): boolean {
  return message.type === 'text' || hasCaption(message)
}

function hasText(message: ChatMessage): boolean {
  return withText.has(message.type) || hasCaption(message)
}
