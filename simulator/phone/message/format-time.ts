const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long' })
const shortDate = new Intl.DateTimeFormat(undefined, {
  day: '2-digit',
  month: '2-digit',
  year: '2-digit',
})
const longDate = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' })

export function timeOfDay(timeMs: number): string {
  return clock.format(timeMs)
}

export function fullTime(timeMs: number): string {
  return full.format(timeMs)
}

/** Days between two moments by the calendar of this browser, not by 24-hour spans. */
function calendarDaysBetween(earlierMs: number, laterMs: number): number {
  const midnight = (timeMs: number) => new Date(timeMs).setHours(0, 0, 0, 0)
  return Math.round((midnight(laterMs) - midnight(earlierMs)) / 86_400_000)
}

export function isSameDay(aMs: number, bMs: number): boolean {
  return calendarDaysBetween(aMs, bMs) === 0
}

export function dayName(timeMs: number, nowMs: number): string {
  const daysAgo = calendarDaysBetween(timeMs, nowMs)
  if (daysAgo === 0) return 'Today'
  if (daysAgo === 1) return 'Yesterday'
  return daysAgo > 1 && daysAgo < 7 ? weekday.format(timeMs) : longDate.format(timeMs)
}

/** The time column of a list: an hour today, a day's name this week, a date before that. */
export function listTime(timeMs: number, nowMs: number): string {
  const daysAgo = calendarDaysBetween(timeMs, nowMs)
  if (daysAgo <= 0) return timeOfDay(timeMs)
  if (daysAgo === 1) return 'Yesterday'
  return daysAgo < 7 ? weekday.format(timeMs) : shortDate.format(timeMs)
}

/** A length of time for people: `3 h 12 min`, `4 min`, `20 s`. */
export function spanOf(spanMs: number): string {
  const seconds = Math.max(0, Math.round(spanMs / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  return `${Math.floor(hours / 24)} days ${hours % 24} h`
}

/** A position in a recording: `1:05`. */
export function playTime(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
