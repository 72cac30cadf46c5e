import { useState } from 'react'
import type { Conversation } from '#shared/contracts/conversation.ts'
import type { Message } from '#shared/contracts/message.ts'
import { unreadStart } from './thread-items.ts'
import { useAttention } from './use-attention.ts'

type UnreadLine = { fromId: string; count: number } | null

/**
 * Where the "New messages" line stands: above what was unread when the thread was opened; later, above what came
 * while nobody looked at the tab.
 * @param unreadAtOpening  as it was before the thread marked itself read.
 */
export function useUnreadLine(
  conversation: Conversation,
  unreadAtOpening: number,
  messages: Message[],
): UnreadLine {
  const [atOpening, setAtOpening] = useState<UnreadLine | undefined>(undefined)
  const [leftAfterId, setLeftAfterId] = useState<string | null>(null)
  const isAttended = useAttention()

  // A thread shown from the cache may lack the newest messages for a moment; counting then would miss.
  const newestId = conversation.lastMessage?.id
  const isCaughtUp = newestId === undefined || messages.some(({ id }) => id === newestId)
  if (atOpening === undefined && isCaughtUp) setAtOpening(unreadStart(messages, unreadAtOpening))

  const [wasAttended, setWasAttended] = useState(isAttended)
  if (wasAttended !== isAttended) {
    setWasAttended(isAttended)
    if (!isAttended) setLeftAfterId(messages.at(-1)?.id ?? null)
  }

  if (leftAfterId === null) return atOpening ?? null
  const at = messages.findIndex(({ id }) => id === leftAfterId)
  const came = at === -1 ? [] : messages.slice(at + 1).filter((m) => m.direction === 'inbound')
  const first = came[0]
  return first === undefined ? (atOpening ?? null) : { fromId: first.id, count: came.length }
}
