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
  const { status, assignee, unreadCount, needsReply, window, lastMessage } = conversation
  const isActive = status !== 'resolved'
  const leftMs = window.closesAt === null ? 0 : Date.parse(window.closesAt) - nowMs
  const isOpen = window.state === 'open' && leftMs > 0
  switch (view) {
    case 'all':
      return isActive
    case 'mine':
      return isActive && assignee?.id === memberId
    case 'unassigned':
      return isActive && assignee === null
    case 'unread':
      return unreadCount > 0
    case 'waiting_on_us':
      return isActive && needsReply
    case 'closing_soon':
      return isActive && isOpen && leftMs <= closingSoonMs
    case 'window_shut':
      return isActive && !isOpen
    case 'failed':
      return lastMessage?.status === 'failed'
    case 'resolved':
      return !isActive
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
