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
    'm-1 mb-0 block w-[calc(100%-0.5rem)] rounded-lg border-s-3 bg-ink/5 px-2.5 py-1.5 text-start',
    quote.direction === 'inbound' ? 'border-tint-violet-ink' : 'border-accent',
  )
  if (id === null) return <div className={look}>{body}</div>
  return (
    <button
      type="button"
      aria-label={`Go to the quoted message of ${author}`}
      onClick={() => jumpTo(id)}
      className={clsx(look, 'transition-colors hover:bg-ink/8')}
    >
      {body}
    </button>
  )
}
