import { clsx } from 'clsx'
import type { Message } from '#shared/contracts/message.ts'
import { useThreadActions } from '../thread/thread-context.tsx'

type Quote = NonNullable<Message['replyTo']>

/** The message a bubble answers; pressing it goes there. */
export function QuotedReply({ quote }: { quote: Quote }) {
  const { jumpTo, contactName } = useThreadActions()
  const { id } = quote
  const author = quote.authorName ?? (quote.direction === 'inbound' ? contactName : 'Your team')
  const body = (
    <>
      <span
        className={clsx(
          'block truncate text-xs font-semibold',
          quote.direction === 'inbound' ? 'text-tint-violet-ink' : 'text-accent',
        )}
      >
        {quote.direction === null ? 'Quoted message' : author}
      </span>
      <span dir="auto" className="line-clamp-2 text-sm text-muted">
        {quote.text ?? 'A message that is not kept here.'}
      </span>
    </>
  )
  const look = clsx(
    'block w-full rounded-lg border-s-3 bg-ink/5 px-2.5 py-1.5 text-start',
    quote.direction === 'inbound' ? 'border-tint-violet-ink' : 'border-accent',
  )
  // The bubble is as wide as its message asks; a long quote is cut instead of stretching it.
  const frame = 'w-0 min-w-full p-1 pb-0'
  if (id === null)
    return (
      <div className={frame}>
        <div className={look}>{body}</div>
      </div>
    )
  return (
    <div className={frame}>
      <button
        type="button"
        onClick={() => jumpTo(id)}
        className={clsx(look, 'transition-colors hover:bg-ink/8')}
      >
        <span className="sr-only">Go to the quoted message: </span>
        {body}
      </button>
    </div>
  )
}
