import type { Window } from '#shared/contracts/conversation.ts'
import { agoWords, spanWords } from './time-words.ts'

/** Less than this left: the strip turns amber, because a slow answer may come too late. */
const CLOSING_MS = 3_600_000
/** Meta's customer service window: 24 hours from the contact's last message. */
const WINDOW_MS = 86_400_000

export type WindowTone = 'open' | 'closing' | 'shut' | 'never'

export type WindowCountdown = {
  tone: WindowTone
  /** What the strip says. */
  words: string
  /** After how long the words change; null when time changes nothing. */
  changesInMs: number | null
}

/** Puts the customer service window into words for this moment. */
export function windowCountdown(window: Window, now: Date): WindowCountdown {
  const nowMs = now.getTime()
  if (window.state === 'never')
    return { tone: 'never', words: 'They have not written yet', changesInMs: null }
  const closesMs = Date.parse(window.closesAt ?? '')
  if (window.state === 'open' && !(closesMs <= nowMs)) {
    if (Number.isNaN(closesMs)) return { tone: 'open', words: 'Free-form open', changesInMs: null }
    const leftMs = closesMs - nowMs
    return {
      tone: leftMs < CLOSING_MS ? 'closing' : 'open',
      words: `Free-form open · ${spanWords(leftMs)} left`,
      changesInMs: leftMs < 60_000 ? leftMs % 1000 || 1000 : leftMs % 60_000 || 60_000,
    }
  }
  const closedMs = Date.parse(window.closedAt ?? window.closesAt ?? '')
  const words = Number.isNaN(closedMs)
    ? 'Free-form closed'
    : `Free-form closed ${agoWords(Math.max(0, nowMs - closedMs))}`
  return { tone: 'shut', words, changesInMs: 60_000 }
}

/** The sentences of the panel that stands where the composer was. */
export function shutWindowWords(window: Window, now: Date): { title: string; body: string } {
  if (window.state === 'never')
    return {
      title: 'They have not written to this number yet.',
      body: 'WhatsApp lets a business start with an approved template only. When they write, the composer opens here for 24 hours.',
    }
  const closedMs = Date.parse(window.closedAt ?? window.closesAt ?? '')
  const title = Number.isNaN(closedMs)
    ? 'Their last message was more than 24 h ago.'
    : `Their last message was ${agoWords(now.getTime() - (closedMs - WINDOW_MS))}.`
  return {
    title,
    body: 'WhatsApp now allows only approved templates. As soon as they write again, the composer opens here for 24 hours.',
  }
}
