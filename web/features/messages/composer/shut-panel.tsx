import { LockKeyhole } from 'lucide-react'
import type { Window } from '#shared/contracts/conversation.ts'
import { useServerNowMs } from '#web/api/clock.ts'
import { Button } from '#web/ui/button.tsx'
import { shutWindowWords } from '../time/window-countdown.ts'

/** Where the box was: why nothing can be typed now, what has to happen, and what is possible meanwhile. */
export function ShutPanel({
  window,
  hasDraft,
  onNote,
}: {
  window: Window
  hasDraft: boolean
  onNote: () => void
}) {
  const { title, body } = shutWindowWords(window, new Date(useServerNowMs()))
  return (
    <div className="flex gap-3 px-4 py-3.5">
      <span
        aria-hidden
        className="flex size-9 shrink-0 items-center justify-center rounded-full bg-sunken text-muted"
      >
        <LockKeyhole size={17} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        <p className="mt-0.5 text-pretty text-muted">{body}</p>
        {hasDraft && <p className="mt-1 text-pretty text-muted">Your draft is kept until then.</p>}
        <Button size="sm" className="mt-2.5" onClick={onNote}>
          Write a private note
        </Button>
      </div>
    </div>
  )
}
