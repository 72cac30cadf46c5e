import type { Window } from '#shared/contracts/conversation.ts'

const hourMs = 3_600_000
/** Meta's customer service window. */
const windowMs = 24 * hourMs
const warnBelowMs = 4 * hourMs
const badBelowMs = hourMs

export type WindowMeter = {
  /** What is left of 24 hours, 0 to 1. Windows opened by an ad last longer and count as full until their last day. */
  fraction: number
  tone: 'good' | 'warn' | 'bad' | 'off'
  /** Time left in ms; 0 when shut. */
  leftMs: number
  label: string
}

/** The ring around a contact's picture: how long free-form messages may still go out. */
export function windowMeter(window: Window, nowMs: number): WindowMeter {
  const leftMs = window.closesAt === null ? 0 : Math.max(0, Date.parse(window.closesAt) - nowMs)
  if (window.state === 'never') {
    return { fraction: 0, tone: 'off', leftMs: 0, label: 'Has not written yet: templates only' }
  }
  // An open window can run out between two answers of the server.
  if (window.state === 'closed' || leftMs === 0) {
    return { fraction: 0, tone: 'off', leftMs: 0, label: 'Window shut: templates only' }
  }
  const tone = leftMs <= badBelowMs ? 'bad' : leftMs <= warnBelowMs ? 'warn' : 'good'
  return {
    fraction: Math.min(1, leftMs / windowMs),
    tone,
    leftMs,
    label: `Window open: ${spanLabel(leftMs)} left`,
  }
}

/** "3 h 12 m", "42 m", "under a minute", "2 d 3 h". */
export function spanLabel(spanMs: number): string {
  const minutes = Math.floor(spanMs / 60_000)
  if (minutes < 1) return 'under a minute'
  if (minutes < 60) return `${minutes} m`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return withRest(hours, 'h', minutes % 60, 'm')
  return withRest(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

const withRest = (whole: number, unit: string, rest: number, restUnit: string) =>
  rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${restUnit}`
