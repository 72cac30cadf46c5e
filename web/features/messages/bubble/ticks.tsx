import { CircleAlert, CircleHelp } from 'lucide-react'
import type { Message } from '#shared/contracts/message.ts'
import { Tooltip } from '#web/ui/tooltip.tsx'
import { tickState, type Tick } from './tick-state.ts'

/** The tick of an outbound message; pointing at it lists the times. */
export function Ticks({ message }: { message: Message }) {
  const { tick, word, times } = tickState(message)
  const words = times.map((time) => `${time.word} ${time.time}`).join(' · ')
  return (
    <Tooltip label={words}>
      <span className="inline-flex shrink-0 items-center">
        <TickSign tick={tick} />
        <span className="sr-only">{word}</span>
      </span>
    </Tooltip>
  )
}

export function TickSign({ tick }: { tick: Tick }) {
  switch (tick) {
    case 'failed':
      return <CircleAlert aria-hidden size={13} className="text-danger" />
    case 'unknown':
      return <CircleHelp aria-hidden size={13} className="text-warning" />
    case 'clock':
      return (
        <svg
          aria-hidden
          viewBox="0 0 16 12"
          width="16"
          height="12"
          fill="none"
          className="stroke-current"
        >
          <circle cx="9" cy="6" r="4.4" strokeWidth="1.2" />
          <path d="M9 3.6V6l1.6 1.2" strokeWidth="1.2" strokeLinecap="round" />
        </svg>
      )
    case 'one':
    case 'two':
    case 'twoRead':
      return (
        <svg
          aria-hidden
          viewBox="0 0 16 12"
          width="16"
          height="12"
          fill="none"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
          className={tick === 'twoRead' ? 'stroke-info' : 'stroke-current'}
        >
          <path d={tick === 'one' ? 'M3.5 6.6 6 9.1 11.6 3' : 'M.9 6.6 3.4 9.1 9 3'} />
          {tick !== 'one' && <path d="M6.2 8.5l.7.6L12.6 3" />}
        </svg>
      )
    default:
      return tick satisfies never
  }
}
