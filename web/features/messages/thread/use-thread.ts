import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Conversation } from '#shared/contracts/conversation.ts'
import type { Message } from '#shared/contracts/message.ts'
import { notesQuery } from '#web/api/conversation-queries.ts'
import { useSession } from '#web/api/session-queries.ts'
import { useLiveMessages } from '../loading/live-messages.ts'
import { bubbleKey, useLocalSends } from '../sending/local-send.ts'
import { chronological } from '../loading/message-pages.ts'
import { messagesQuery } from '../loading/message-queries.ts'
import type { Outgoing } from '../sending/optimistic-message.ts'
import { withLocalSends } from '../sending/with-local-sends.ts'

const NONE: Message[] = []

/** Everything a thread shows and where it comes from. */
export function useThread(conversation: Conversation) {
  const { id: conversationId, contact } = conversation
  const client = useQueryClient()
  const { user } = useSession()
  const pages = useInfiniteQuery(messagesQuery(conversationId))
  const { data: notes } = useQuery(notesQuery(conversationId))
  // Before the thread marks itself read, which happens while its messages may still be on their way.
  const [unreadAtOpening] = useState(conversation.unreadCount)
  const sends = useLocalSends(conversationId)
  useLiveMessages(conversationId)

  const loaded = pages.data?.pages
  const stored = useMemo(() => (loaded === undefined ? NONE : chronological(loaded)), [loaded])
  const messages = useMemo(() => withLocalSends(stored, sends), [stored, sends])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages

  const outgoing: Omit<Outgoing, 'replyTo'> = {
    conversationId,
    contactId: contact.id,
    sender: { id: user.id, name: user.name },
  }
  return {
    client,
    user,
    unreadAtOpening,
    outgoing,
    sends,
    messages,
    notes: notes ?? [],
    isLoaded: loaded !== undefined,
    error: loaded === undefined ? pages.error : null,
    refetch: () => void pages.refetch(),
    hasOlder: hasNextPage,
    isLoadingOlder: isFetchingNextPage,
    keyOf: bubbleKey,
    /** For scrolling: asks once, and not again while the answer is on its way. */
    onNearTop: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
    },
    /** For following a quote: one more page, or null when there is none. */
    loadOlder: async (): Promise<Message[] | null> => {
      const before = client.getQueryData(messagesQuery(conversationId).queryKey)
      if (before?.pages.at(-1)?.nextCursor == null) return null
      const { data } = await fetchNextPage()
      return data === undefined ? null : chronological(data.pages)
    },
  }
}
