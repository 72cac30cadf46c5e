import { Lock } from 'lucide-react'
import type { Note } from '#shared/contracts/conversation.ts'
import { FormattedText } from '../text/formatted-text.tsx'
import { clockTime, fullTime } from '../time/time-words.ts'

/** A private note among the messages, where it was written. */
export function NoteBubble({ note, isOwn }: { note: Note; isOwn: boolean }) {
  return (
    <article
      aria-label={`Private note by ${note.author.name}, ${clockTime(note.createdAt)}: ${note.text}`}
      className="mx-auto w-full max-w-[min(32rem,85%)] rounded-lg border border-warning/25 bg-note px-3 py-2"
    >
      <p className="mb-0.5 flex items-center gap-1.5 text-xs text-warning">
        <Lock aria-hidden size={12} className="shrink-0" />
        <span className="max-w-1/2 shrink-0 truncate font-semibold">
          {isOwn ? 'You' : note.author.name}
        </span>
        <span className="truncate">· only your team sees this</span>
        <time
          dir="auto"
          dateTime={note.createdAt}
          title={fullTime(note.createdAt)}
          className="tabular ms-auto shrink-0 text-2xs"
        >
          {clockTime(note.createdAt)}
        </time>
      </p>
      <FormattedText text={note.text} />
    </article>
  )
}
