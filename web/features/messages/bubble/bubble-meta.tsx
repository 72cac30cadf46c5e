import { clsx } from 'clsx'
import { Ban, Forward } from 'lucide-react'
import type { Message } from '#shared/contracts/message.ts'
import { valueAt } from '../content.ts'
import { clockTime } from '../time/time-words.ts'
import { Ticks } from './ticks.tsx'

/** The small line of a bubble: marks, time, ticks. */
export function BubbleMeta({
  message,
  isFloating = true,
}: {
  message: Message
  isFloating?: boolean
}) {
  return (
    <span
      className={clsx(
        'tabular inline-flex items-center gap-1 text-2xs whitespace-nowrap text-muted select-none',
        isFloating && 'float-end ms-3 mt-1.5 -mb-0.5',
      )}
    >
      {message.editedAt !== null && message.revokedAt === null && <span>Edited</span>}
      <time dir="auto" dateTime={message.occurredAt}>
        {clockTime(message.occurredAt)}
      </time>
      {message.direction === 'outbound' && <Ticks message={message} />}
    </span>
  )
}

/** What happened to a message before or after it came: forwarded to us, deleted by its author. */
export function BubbleMarks({ message }: { message: Message }) {
  const context = message.content['context']
  const isOften = valueAt(context, 'frequently_forwarded') === true
  const isForwarded = isOften || valueAt(context, 'forwarded') === true
  if (!isForwarded && message.revokedAt === null) return null
  return (
    <p className="flex items-center gap-1 px-3 pt-1.5 text-xs text-muted italic">
      {message.revokedAt === null ? (
        <>
          <Forward aria-hidden size={13} className="rtl:-scale-x-100" />
          {isOften ? 'Forwarded many times' : 'Forwarded'}
        </>
      ) : (
        <>
          <Ban aria-hidden size={12} />
          {message.direction === 'inbound'
            ? 'Deleted by the customer · kept here for your team'
            : 'Deleted for the customer'}
        </>
      )}
    </p>
  )
}
