import type { Conversation, ConversationStatus } from '#shared/contracts/conversation.ts'
import { useChangeConversation } from '#web/api/conversation-actions.ts'
import { showToast } from '#web/ui/toast.tsx'
import { dateTime } from '../time/time-words.ts'

const DONE: Record<ConversationStatus, string> = {
  open: 'Reopened',
  pending: 'Pending',
  snoozed: 'Snoozed',
  resolved: 'Resolved',
}

/** Changes the status at once, says so with a way back, and says why when the server refuses. */
export function useStatusChange(conversation: Conversation) {
  const { mutate } = useChangeConversation()
  const { id, status: statusBefore, snoozedUntil: snoozedBefore } = conversation
  const apply = (
    status: ConversationStatus,
    snoozedUntil: string | null,
    onDone: () => void,
  ): void =>
    mutate(
      {
        id,
        change: { status, ...(status === 'snoozed' && { snoozedUntil }) },
        shown: { status, snoozedUntil },
      },
      {
        onSuccess: onDone,
        onError: (error) =>
          showToast({ tone: 'danger', title: 'Status not changed', detail: error.message }),
      },
    )
  return (status: ConversationStatus, until: Date | null = null) =>
    apply(status, until?.toISOString() ?? null, () =>
      showToast({
        tone: 'success',
        title: DONE[status],
        ...(status === 'snoozed' && {
          detail: until === null ? 'Comes back when they write.' : `Until ${dateTime(until)}.`,
        }),
        action: { label: 'Undo', onAction: () => apply(statusBefore, snoozedBefore, () => {}) },
      }),
    )
}
