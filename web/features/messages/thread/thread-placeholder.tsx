import { Skeleton } from '#web/ui/skeleton.tsx'

const ROWS = [
  'w-2/5 h-14',
  'w-1/3 h-9 ms-auto',
  'w-1/2 h-20',
  'w-1/4 h-9',
  'w-2/5 h-14 ms-auto',
  'w-1/3 h-9',
]

/** The whole pane before anything is known of the conversation. */
export function ThreadPlaceholder() {
  return (
    <section aria-label="Conversation" aria-busy className="flex min-w-0 flex-1 flex-col bg-canvas">
      <div className="flex h-14 shrink-0 items-center gap-2.5 border-b border-line bg-panel px-4">
        <Skeleton className="size-8 rounded-full" />
        <Skeleton className="h-4 w-40" />
      </div>
      <BubblesPlaceholder />
    </section>
  )
}

/** Only the messages are missing. */
export function BubblesPlaceholder() {
  return (
    <div
      aria-hidden
      className="mx-auto flex min-h-0 w-full max-w-190 flex-1 flex-col justify-end gap-3 overflow-hidden px-5 py-4"
    >
      {ROWS.map((row) => (
        <Skeleton key={row} className={`rounded-xl ${row}`} />
      ))}
    </div>
  )
}
