import { useEffect, useEffectEvent, useRef } from 'react'
import type { Conversation } from '#shared/contracts/conversation.ts'
import { useMarkConversation } from '#web/api/conversation-actions.ts'
import { useAttention } from './use-attention.ts'

/**
 * Marks the conversation read while somebody looks at it. Once per newest message: a person who marks the open
 * conversation unread is not contradicted, and a failing server is not asked in a circle.
 */
export function useMarkRead(conversation: Conversation): void {
  const isAttended = useAttention()
  const { mutate } = useMarkConversation()
  const markedFor = useRef<string | null>(null)
  const { id, unreadCount, lastMessage } = conversation
  const newestId = lastMessage?.id ?? ''
  const markFor = useEffectEvent((messageId: string) => {
    if (markedFor.current === messageId) return
    markedFor.current = messageId
    mutate({ id, as: 'read' })
  })
  const isDue = isAttended && unreadCount > 0
  useEffect(() => {
    if (isDue) markFor(newestId)
  }, [isDue, newestId])
}
