import { Info } from 'lucide-react'
import type { Message } from '#shared/contracts/message.ts'
import { textAt } from '../content.ts'
import { clockTime, dayWords, fullTime } from '../time/time-words.ts'
import { serverNowMs } from '#web/api/clock.ts'

/** Between two days. */
export function DayLine({ at }: { at: string }) {
  return (
    <div className="flex justify-center pt-4 pb-1.5">
      <time
        dateTime={at.slice(0, 10)}
        className="rounded-full border border-line bg-panel px-2.5 py-0.5 text-xs font-medium text-muted"
      >
        {dayWords(at, new Date(serverNowMs()))}
      </time>
    </div>
  )
}

/** Above what came since the thread was last looked at. */
export function UnreadLine({ count }: { count: number }) {
  return (
    <div className="flex items-center gap-3 pt-4 pb-1 text-xs font-semibold text-accent">
      <span aria-hidden className="h-px flex-1 bg-accent/30" />
      {count === 1 ? '1 new message' : `${count} new messages`}
      <span aria-hidden className="h-px flex-1 bg-accent/30" />
    </div>
  )
}

/** What WhatsApp itself says in a thread: a changed number, a changed identity. */
export function SystemLine({ message }: { message: Message }) {
  return (
    <p className="flex justify-center py-1.5">
      <span className="flex max-w-[85%] items-start gap-1.5 rounded-lg bg-sunken px-3 py-1.5 text-xs text-muted">
        <Info aria-hidden size={13} className="mt-px shrink-0" />
        <span dir="auto">{textAt(message.content, 'system', 'body') ?? message.text}</span>
        <time
          dir="auto"
          dateTime={message.occurredAt}
          title={fullTime(message.occurredAt)}
          className="tabular shrink-0"
        >
          {clockTime(message.occurredAt)}
        </time>
      </span>
    </p>
  )
}
