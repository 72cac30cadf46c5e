import { useQuery } from '@tanstack/react-query'
import { useState, type KeyboardEvent } from 'react'
import type { QuickReply } from '#shared/contracts/conversation.ts'
import { quickRepliesQuery } from '#web/api/conversation-queries.ts'
import { matchQuickReplies, quickReplyQuery } from './quick-reply-match.ts'

/** The list behind `/`: what matches, which one is marked, and the keys that move and choose. */
export function useQuickReplies(text: string, onChoose: (reply: QuickReply) => void) {
  const query = quickReplyQuery(text)
  const { data: all = [] } = useQuery({ ...quickRepliesQuery, enabled: query !== null })
  const [marked, setMarked] = useState({ query, index: 0 })
  const [closedFor, setClosedFor] = useState<string | null>(null)
  const isOpen = query !== null && closedFor !== text
  const replies = query === null ? [] : matchQuickReplies(all, query)
  // Other letters, other list: the mark goes back to the best one.
  const activeIndex = marked.query === query ? Math.min(marked.index, replies.length - 1) : 0
  const mark = (index: number) => setMarked({ query, index })

  /** True when the key was meant for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!isOpen) return false
    const chosen = replies[activeIndex]
    switch (event.key) {
      case 'ArrowDown':
        mark((activeIndex + 1) % Math.max(1, replies.length))
        break
      case 'ArrowUp':
        mark((activeIndex - 1 + replies.length) % Math.max(1, replies.length))
        break
      case 'Enter':
      case 'Tab':
        if (chosen === undefined || event.shiftKey) return false
        onChoose(chosen)
        break
      case 'Escape':
        setClosedFor(text)
        break
      default:
        return false
    }
    event.preventDefault()
    return true
  }
  return { isOpen, replies, activeIndex, mark, onKeyDown, active: replies[activeIndex] ?? null }
}
