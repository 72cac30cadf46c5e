import type { Conversation, ConversationView } from '#shared/contracts/conversation.ts'

const closingSoonMs = 2 * 3_600_000

/**
 * Whether a conversation is in a view, as far as the browser can tell. The server decides; this only says whether
 * asking it again would move a row.
 */
export function belongsToView(
  conversation: Conversation,
  view: ConversationView,
  { memberId, nowMs }: { memberId: string; nowMs: number },
): boolean {
  const { status, snoozedUntil, assignee, unreadCount, needsReply, window, lastMessage } =
    conversation
  const isInWork = status !== 'resolved'
  const isAsleep =
    status === 'snoozed' && (snoozedUntil === null || Date.parse(snoozedUntil) > nowMs)
  const isAwake = isInWork && !isAsleep
  const leftMs = window.closesAt === null ? 0 : Date.parse(window.closesAt) - nowMs
  const isOpen = window.state === 'open' && leftMs > 0
  switch (view) {
    case 'all':
      return isInWork
    case 'mine':
      return isAwake && assignee?.id === memberId
    case 'unassigned':
      return isAwake && assignee === null
    case 'unread':
      return isInWork && unreadCount > 0
    case 'waiting_on_us':
      return isAwake && needsReply
    case 'closing_soon':
      return isAwake && isOpen && leftMs <= closingSoonMs
    case 'window_shut':
      return isAwake && !isOpen
    case 'failed':
      return isAwake && lastMessage?.status === 'failed'
    case 'resolved':
      return !isInWork
  }
}

/** Whether a refresh would bring the row in, take it out, or move it up, given the rows on screen. */
export function wouldMove(
  conversation: Conversation,
  rows: readonly Conversation[],
  isListed: boolean,
): boolean {
  const index = rows.findIndex((row) => row.id === conversation.id)
  if (index === -1) {
    const last = rows.at(-1)
    return isListed && (last === undefined || last.lastActivityAt < conversation.lastActivityAt)
  }
  const above = rows[index - 1]
  return !isListed || (above !== undefined && above.lastActivityAt < conversation.lastActivityAt)
}
