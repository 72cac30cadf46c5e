import { useQuery } from '@tanstack/react-query'
import { conversationQuery } from '#web/api/conversation-queries.ts'
import { ApiProblem } from '#web/api/http.ts'
import { ErrorState } from '#web/ui/error-state.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { ArrowLeft } from 'lucide-react'
import { Thread } from './thread/thread.tsx'
import { ThreadPlaceholder } from './thread/thread-placeholder.tsx'

export type ThreadPaneProps = {
  conversationId: string
  /** On narrow screens: back to the list. */
  onBack?: () => void
  onToggleContext?: () => void
}

/** One conversation: header, messages, composer. */
export function ThreadPane({ conversationId, onBack, onToggleContext }: ThreadPaneProps) {
  const { data: conversation, error, refetch } = useQuery(conversationQuery(conversationId))
  if (conversation !== undefined)
    return (
      <Thread
        key={conversationId}
        conversation={conversation}
        onBack={onBack}
        onToggleContext={onToggleContext}
      />
    )
  if (error === null) return <ThreadPlaceholder />
  const problem = error instanceof ApiProblem ? error : null
  const isGone = problem?.status === 404
  return (
    <section aria-label="Conversation" className="relative min-w-0 flex-1 bg-canvas">
      {onBack !== undefined && (
        <IconButton
          label="Back to the list"
          icon={<ArrowLeft size={18} className="rtl:-scale-x-100" />}
          className="absolute start-3 top-3"
          onClick={onBack}
        />
      )}
      <ErrorState
        title={isGone ? 'This conversation does not exist' : 'The conversation did not load'}
        detail={error.message}
        requestId={problem?.requestId ?? null}
        isForbidden={problem?.status === 403}
        {...(!isGone && { onRetry: () => void refetch() })}
      />
    </section>
  )
}
