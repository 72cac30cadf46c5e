import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type {
  Conversation,
  ConversationChange,
  NewNote,
  Note,
} from '#shared/contracts/conversation.ts'
import type { Contact, ContactChange } from '#shared/contracts/contact.ts'
import type { Page } from '#shared/contracts/page.ts'
import { storeConversation } from './conversation-lists.ts'
import { request } from './http.ts'
import { queryKeys } from './query-keys.ts'

type Shown = Partial<Conversation>

/** Shows `shown` on the conversation at once, and gives back what undoes that. */
function showEarly(client: QueryClient, id: string, shown: Shown): () => void {
  const before = client.getQueryData<Conversation>(queryKeys.conversation(id))
  if (before === undefined) return () => {}
  storeConversation(client, { ...before, ...shown })
  return () => storeConversation(client, before)
}

const settle = (client: QueryClient) =>
  client.invalidateQueries({ queryKey: queryKeys.conversationCounts() })

/**
 * Changes a conversation: status, assignee, labels, "needs reply". `shown` is what the screen shows until the server
 * has answered; a refusal takes it back.
 */
export function useChangeConversation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: ConversationChange; shown: Shown }) =>
      request<Conversation>(`/conversations/${id}`, { method: 'PATCH', body: change }),
    onMutate: ({ id, shown }) => ({ takeBack: showEarly(client, id, shown) }),
    onError: (_error, _input, context) => context?.takeBack(),
    onSuccess: (conversation) => storeConversation(client, conversation),
    onSettled: () => settle(client),
  })
}

/** Marks a conversation read or unread for the signed-in person. */
export function useMarkConversation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, as }: { id: string; as: 'read' | 'unread' }) =>
      request<Conversation>(`/conversations/${id}/${as}`, { method: 'POST', body: {} }),
    onMutate: ({ id, as }) => ({
      takeBack: showEarly(client, id, { unreadCount: as === 'read' ? 0 : 1 }),
    }),
    onError: (_error, _input, context) => context?.takeBack(),
    onSuccess: (conversation) => storeConversation(client, conversation),
    onSettled: () => settle(client),
  })
}

/** Changes a contact's details, on its panel and in every row that names it. */
export function useChangeContact() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, change }: { id: string; conversationId: string; change: ContactChange }) =>
      request<Contact>(`/contacts/${id}`, { method: 'PATCH', body: change }),
    onMutate: ({ id, conversationId, change }) => {
      const key = queryKeys.contact(id)
      const before = client.getQueryData<Contact>(key)
      if (before !== undefined) client.setQueryData<Contact>(key, { ...before, ...change })
      const conversation = client.getQueryData<Conversation>(queryKeys.conversation(conversationId))
      const takeRowBack =
        conversation === undefined
          ? () => {}
          : showEarly(client, conversationId, {
              contact: {
                ...conversation.contact,
                ...(change.name !== undefined && { name: change.name }),
                ...(change.isOptedOut !== undefined && { isOptedOut: change.isOptedOut }),
              },
            })
      return {
        takeBack: () => {
          client.setQueryData(key, before)
          takeRowBack()
        },
      }
    },
    onError: (_error, _input, context) => context?.takeBack(),
    onSuccess: (contact) => client.setQueryData(queryKeys.contact(contact.id), contact),
  })
}

/** Adds a note that only the team sees. */
export function useAddNote(conversationId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (note: NewNote) =>
      request<Note>(`/conversations/${conversationId}/notes`, {
        method: 'POST',
        body: note,
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: (note) =>
      client.setQueryData<Page<Note>>(queryKeys.notes(conversationId), (page) =>
        page === undefined ? page : { ...page, data: [...page.data, note] },
      ),
  })
}
