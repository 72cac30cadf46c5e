import { queryOptions } from '@tanstack/react-query'
import type {
  Conversation,
  ConversationCounts,
  Label,
  Note,
  QuickReply,
} from '#shared/contracts/conversation.ts'
import type { Contact } from '#shared/contracts/contact.ts'
import type { Page } from '#shared/contracts/page.ts'
import { request } from './http.ts'
import { queryKeys } from './query-keys.ts'

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.conversation(id),
    queryFn: ({ signal }) => request<Conversation>(`/conversations/${id}`, { signal }),
  })

export const conversationCountsQuery = queryOptions({
  queryKey: queryKeys.conversationCounts(),
  queryFn: ({ signal }) => request<ConversationCounts>('/conversations/counts', { signal }),
  select: (answer) => answer.counts,
})

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.contact(id),
    queryFn: ({ signal }) => request<Contact>(`/contacts/${id}`, { signal }),
  })

export const notesQuery = (conversationId: string) =>
  queryOptions({
    queryKey: queryKeys.notes(conversationId),
    queryFn: ({ signal }) =>
      request<Page<Note>>(`/conversations/${conversationId}/notes`, {
        signal,
        query: { limit: 200 },
      }),
    select: (page) => page.data,
  })

export const labelsQuery = queryOptions({
  queryKey: queryKeys.labels(),
  queryFn: ({ signal }) => request<Page<Label>>('/labels', { signal, query: { limit: 200 } }),
  select: (page) => page.data,
  staleTime: 5 * 60_000,
})

export const quickRepliesQuery = queryOptions({
  queryKey: queryKeys.quickReplies(),
  queryFn: ({ signal }) =>
    request<Page<QuickReply>>('/quick-replies', { signal, query: { limit: 200 } }),
  select: (page) => page.data,
  staleTime: 5 * 60_000,
})
