import type { Message } from '#shared/contracts/message.ts'
import { fullTime } from '../time/time-words.ts'

export type Tick = 'clock' | 'one' | 'two' | 'twoRead' | 'failed' | 'unknown'

export type TickState = {
  tick: Tick
  /** One word for labels. */
  word: string
  /** What the tooltip lists, in the order it happened. */
  times: { word: string; time: string }[]
}

type Timed = Pick<
  Message,
  'status' | 'occurredAt' | 'sentAt' | 'deliveredAt' | 'readAt' | 'playedAt' | 'failedAt'
>

const STATES: Record<Message['status'], { tick: Tick; word: string }> = {
  received: { tick: 'two', word: 'received' },
  queued: { tick: 'clock', word: 'waiting to be sent' },
  sending: { tick: 'clock', word: 'sending' },
  accepted: { tick: 'clock', word: 'taken by WhatsApp' },
  sent: { tick: 'one', word: 'sent' },
  delivered: { tick: 'two', word: 'delivered' },
  read: { tick: 'twoRead', word: 'read' },
  played: { tick: 'twoRead', word: 'played' },
  failed: { tick: 'failed', word: 'not delivered' },
  unknown: { tick: 'unknown', word: 'outcome unknown' },
}

/** Ticks as WhatsApp draws them: clock, one, two, two in blue; failed and unknown have their own sign. */
export function tickState(message: Timed): TickState {
  const steps: [string, string | null][] = [
    ['Written', message.occurredAt],
    ['Sent', message.sentAt],
    ['Delivered', message.deliveredAt],
    ['Read', message.readAt],
    ['Played', message.playedAt],
    ['Failed', message.failedAt],
  ]
  return {
    ...STATES[message.status],
    times: steps.flatMap(([word, at]) => (at === null ? [] : [{ word, time: fullTime(at) }])),
  }
}
