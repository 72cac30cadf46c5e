import { useState } from 'react'
import type { ThreadItem } from './thread-items.ts'

const firstBubbleKey = (items: ThreadItem[]): string =>
  items.find((item) => item.kind === 'message' || item.kind === 'system')?.key ?? ''

/**
 * Whether the rows that came with this render were added at the top. The virtualiser then keeps the distance to the
 * end instead of to the start, so that the reader's place does not move.
 */
export function useIsPrepending(items: ThreadItem[]): boolean {
  const firstKey = firstBubbleKey(items)
  const [shown, setShown] = useState({ firstKey, rowCount: items.length, isPrepending: false })
  if (shown.firstKey === firstKey && shown.rowCount === items.length) return shown.isPrepending
  const isPrepending =
    shown.firstKey !== firstKey &&
    items.length > shown.rowCount &&
    items.some((item) => item.key === shown.firstKey)
  setShown({ firstKey, rowCount: items.length, isPrepending })
  return isPrepending
}

/** How many messages came below what the reader has seen. */
export function useNewCount(items: ThreadItem[], isAtEnd: boolean): number {
  const lastKey = items.at(-1)?.key ?? ''
  const [seenKey, setSeenKey] = useState(() => {
    const unreadAt = items.findIndex((item) => item.kind === 'unread')
    return unreadAt === -1 ? lastKey : (items[unreadAt - 1]?.key ?? '')
  })
  if (isAtEnd && seenKey !== lastKey) setSeenKey(lastKey)
  const seenAt = items.findIndex((item) => item.key === seenKey)
  return items
    .slice(seenAt + 1)
    .filter((item) => item.kind === 'message' && item.message.direction === 'inbound').length
}
