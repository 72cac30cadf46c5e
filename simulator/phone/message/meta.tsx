import type { ChatMessage } from '../simulator-api/wire-types.ts'
import { fullTime, timeOfDay } from './format-time.ts'
import { Ticks } from './ticks.tsx'

interface MetaProps {
  message: ChatMessage
  /** An invisible copy that keeps the last line of a text clear of the visible one. */
  isSpace?: boolean
}

/** Time, "edited" and ticks. */
export function Meta({ message, isSpace = false }: MetaProps) {
  const isOwn = message.direction === 'to_business'
  return (
    <span
      aria-hidden={isSpace}
      className={`inline-flex items-center gap-1 align-bottom text-[0.69rem] leading-4 whitespace-nowrap text-bubble-muted tabular-nums select-none ${isSpace ? 'invisible ms-2.5 h-3' : ''}`}
    >
      {message.edited && !message.revoked ? <span>edited</span> : null}
      <time
        dateTime={new Date(message.timestampMs).toISOString()}
        title={fullTime(message.timestampMs)}
      >
        {timeOfDay(message.timestampMs)}
      </time>
      {isOwn && !message.revoked ? <Ticks status={message.status} /> : null}
    </span>
  )
}
