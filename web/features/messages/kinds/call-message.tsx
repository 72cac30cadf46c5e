import { Phone, PhoneMissed } from 'lucide-react'
import { numberAt, objectAt, textAt } from '../content.ts'
import { playTime } from '../time/time-words.ts'
import type { KindProps } from './kind-props.ts'

/** A call in the thread: who called, whether it was answered, how long it took. */
export function CallMessage({ message, meta }: KindProps) {
  const call = objectAt(message.content, 'call') ?? {}
  const durationSeconds = numberAt(call, 'duration')
  const isAnswered = durationSeconds !== null && durationSeconds > 0
  const who = message.direction === 'inbound' ? 'They called' : 'You called'
  const outcome = isAnswered
    ? playTime(durationSeconds)
    : (textAt(call, 'status') ?? 'not answered')
  return (
    <div className="flex items-center gap-3 px-3 py-2">
      <span
        aria-hidden
        className={`flex size-9 items-center justify-center rounded-full ${isAnswered ? 'bg-success-soft text-success' : 'bg-danger-soft text-danger'}`}
      >
        {isAnswered ? <Phone size={16} /> : <PhoneMissed size={16} />}
      </span>
      <div>
        <p className="font-medium">{isAnswered ? who : 'Missed call'}</p>
        <p className="tabular text-sm text-muted">{outcome.toLowerCase().replaceAll('_', ' ')}</p>
      </div>
      <div className="self-end">{meta}</div>
    </div>
  )
}
