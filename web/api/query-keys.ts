import type { ConversationView } from '#shared/contracts/conversation.ts'

/** The cache's addresses. A shorter key is a prefix: invalidating it reaches everything below. */
export const queryKeys = {
  session: () => ['session'] as const,
  members: () => ['members'] as const,
  labels: () => ['labels'] as const,
  quickReplies: () => ['quick-replies'] as const,
  conversationLists: () => ['conversation-list'] as const,
  conversationList: (view: ConversationView, search: string) =>
    ['conversation-list', view, search] as const,
  conversationCounts: () => ['conversation-counts'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  messages: (conversationId: string) => ['messages', conversationId] as const,
  notes: (conversationId: string) => ['notes', conversationId] as const,
  contact: (id: string) => ['contact', id] as const,
  media: (id: string) => ['media', id] as const,
}
