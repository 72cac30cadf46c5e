import { useQueryClient } from '@tanstack/react-query'
import type { Conversation, ConversationChange, Label } from '#shared/contracts/conversation.ts'
import { useChangeConversation, useMarkConversation } from '#web/api/conversation-actions.ts'
import { removeFromLists } from '#web/api/conversation-lists.ts'
import { ApiProblem } from '#web/api/http.ts'
import { useSession } from '#web/api/session-queries.ts'
import { showToast } from '#web/ui/toast.tsx'

/** The things people do to conversations. Each shows at once and takes itself back, with words, when refused. */
export function useConversationCommands() {
  const client = useQueryClient()
  const { user } = useSession()
  const change = useChangeConversation()
  const mark = useMarkConversation()

  const apply = (
    conversation: Conversation,
    wanted: ConversationChange,
    shown: Partial<Conversation>,
    takeBack?: () => void,
  ): void => {
    // The promise rather than callbacks: those are lost when the row that asked has left the screen.
    change.mutateAsync({ id: conversation.id, change: wanted, shown }).catch((error: unknown) => {
      takeBack?.()
      sayFailure('Not changed', error)
    })
  }

  return {
    assign: (conversation: Conversation, member: { id: string; name: string } | null) =>
      apply(
        conversation,
        { assigneeId: member?.id ?? null },
        { assignee: member === null ? null : { id: member.id, name: member.name } },
      ),

    assignToMe: (conversation: Conversation) => {
      if (conversation.assignee?.id === user.id) return
      apply(conversation, { assigneeId: user.id }, { assignee: { id: user.id, name: user.name } })
      showToast({ tone: 'success', title: `${conversation.contact.name} is assigned to you` })
    },

    setLabels: (conversation: Conversation, labels: readonly Label[]) =>
      apply(conversation, { labelIds: labels.map((label) => label.id) }, { labels: [...labels] }),

    toggleResolved: (conversation: Conversation) => {
      const { id, status, snoozedUntil, needsReply, contact } = conversation
      const isReopening = status === 'resolved'
      const wanted: ConversationChange = {
        status: isReopening ? 'open' : 'resolved',
        snoozedUntil: null,
      }
      const shown = { ...wanted, ...(!isReopening && { needsReply: false }) }
      const putBack = removeFromLists(client, id, (view) => (view === 'resolved') === isReopening)
      apply(conversation, wanted, shown, putBack)
      showToast({
        tone: 'success',
        title: `${isReopening ? 'Reopened' : 'Resolved'} ${contact.name}`,
        action: {
          label: 'Undo',
          onAction: () => {
            putBack()
            apply(conversation, { status, snoozedUntil }, { status, snoozedUntil, needsReply })
          },
        },
      })
    },

    toggleUnread: ({ id, unreadCount }: Conversation): void => {
      mark
        .mutateAsync({ id, as: unreadCount > 0 ? 'read' : 'unread' })
        .catch((error: unknown) => sayFailure('Not changed', error))
    },
  }
}

/** A failed action in the corner: the server's own sentence, and the id to quote. */
export function sayFailure(title: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  const requestId = error instanceof ApiProblem ? error.requestId : null
  showToast({
    tone: 'danger',
    title,
    detail: requestId === null ? message : `${message} (${requestId})`,
  })
}
