import { lazy, Suspense, useState } from 'react'
import { Upload } from 'lucide-react'
import type { Conversation } from '#shared/contracts/conversation.ts'
import type { Message } from '#shared/contracts/message.ts'
import { ApiProblem, request } from '#web/api/http.ts'
import { ErrorState } from '#web/ui/error-state.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { MessageInfo } from '../bubble/message-info.tsx'
import { Composer } from '../composer/composer.tsx'
import { changeDraft } from '../composer/drafts.ts'
import { useComposer } from '../composer/use-composer.ts'
import { useFileDrop } from '../composer/use-file-drop.ts'
import { storeMessage } from '../loading/message-queries.ts'
import { reactToMessage } from '../sending/react-to-message.ts'
import { useWindowCountdown } from '../time/use-window-countdown.ts'
import type { ViewedMessage } from '../viewer/media-viewer.tsx'
import { ThreadActionsProvider, type ThreadActions } from './thread-context.tsx'
import { ThreadHeader } from './thread-header.tsx'
import { ThreadMessages } from './thread-messages.tsx'
import { BubblesPlaceholder } from './thread-placeholder.tsx'
import { useJump } from './use-jump.ts'
import { useMarkRead } from './use-mark-read.ts'
import { useThread } from './use-thread.ts'
import { WindowStrip } from './window-strip.tsx'

const MediaViewer = lazy(() => import('../viewer/media-viewer.tsx'))

/** A conversation that is known; its messages may still be on their way. */
export function Thread({
  conversation,
  onBack,
  onToggleContext,
}: {
  conversation: Conversation
  onBack: (() => void) | undefined
  onToggleContext: (() => void) | undefined
}) {
  const thread = useThread(conversation)
  const { client, messages, outgoing } = thread
  const countdown = useWindowCountdown(conversation.window)
  const isWindowOpen = countdown.tone === 'open' || countdown.tone === 'closing'
  const { attach } = useComposer(outgoing)
  const drop = useFileDrop(attach, isWindowOpen)
  const jump = useJump(thread)
  const [viewedId, setViewedId] = useState<string | null>(null)
  const [described, setDescribed] = useState<Message | null>(null)
  useMarkRead(conversation)

  const actions: ThreadActions = {
    isWindowOpen,
    contactName: conversation.contact.name,
    openMedia: setViewedId,
    jumpTo: jump.jumpTo,
    showInfo: setDescribed,
    reply: (message) => {
      changeDraft(conversation.id, { mode: 'reply', replyTo: message })
      document.querySelector<HTMLTextAreaElement>('textarea[aria-label="Message"]')?.focus()
    },
    react: (message, emoji) =>
      void reactToMessage(client, message, emoji, outgoing.sender.name).catch((error: unknown) =>
        sayRefused('Reaction not sent', error),
      ),
    retry: (message) =>
      void request<Message>(`/messages/${message.id}/retry`, {
        method: 'POST',
        body: {},
        idempotencyKey: crypto.randomUUID(),
      }).then(
        (again) => storeMessage(client, again),
        (error: unknown) => sayRefused('Not sent again', error),
      ),
  }
  return (
    <section
      aria-label={`Conversation with ${conversation.contact.name}`}
      {...drop.handlers}
      className="relative flex min-w-0 flex-1 flex-col bg-canvas"
    >
      <ThreadHeader conversation={conversation} onBack={onBack} onToggleContext={onToggleContext} />
      <WindowStrip countdown={countdown} />
      <ThreadActionsProvider value={actions}>
        {thread.isLoaded ? (
          <ThreadMessages conversation={conversation} thread={thread} target={jump.target} />
        ) : thread.error === null ? (
          <BubblesPlaceholder />
        ) : (
          <div className="min-h-0 flex-1">
            <ErrorState
              title="The messages did not load"
              detail={thread.error.message}
              requestId={thread.error instanceof ApiProblem ? thread.error.requestId : null}
              onRetry={thread.refetch}
            />
          </div>
        )}
      </ThreadActionsProvider>
      <Composer conversation={conversation} outgoing={outgoing} isWindowOpen={isWindowOpen} />
      {drop.isOver && <DropVeil name={conversation.contact.name} />}
      <MessageInfo message={described} onClose={() => setDescribed(null)} />
      {viewedId !== null && (
        <Suspense>
          <MediaViewer
            messages={messages.filter(isViewable)}
            mediaId={viewedId}
            onShow={setViewedId}
            onClose={() => setViewedId(null)}
          />
        </Suspense>
      )}
    </section>
  )
}

const isViewable = (message: Message): message is ViewedMessage =>
  message.media !== null && (message.media.kind === 'image' || message.media.kind === 'video')

const sayRefused = (title: string, error: unknown) =>
  showToast({
    tone: 'danger',
    title,
    detail: error instanceof Error ? error.message : 'Something went wrong.',
  })

function DropVeil({ name }: { name: string }) {
  return (
    <div className="pointer-events-none absolute inset-2 z-5 flex flex-col items-center justify-center gap-2 rounded-xl border-2 border-dashed border-accent bg-panel/90 text-accent">
      <Upload aria-hidden size={28} />
      <p className="text-lg font-semibold">Drop to send to {name}</p>
      <p className="text-sm text-muted">
        Photos up to 5 MB, videos and audio up to 16 MB, documents up to 100 MB
      </p>
    </div>
  )
}
