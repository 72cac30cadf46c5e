/** How times, days, lengths and sizes are written in the thread. Languages follow the browser. */
const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
const dateAndClock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const weekdayAndClock = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  hour: 'numeric',
  minute: '2-digit',
})
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
})
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long' })
const dayThisYear = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
})
const dayOtherYear = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

export const clockTime = (at: string | Date) => clock.format(new Date(at))
export const fullTime = (at: string | Date) => full.format(new Date(at))
/** A time that was chosen: to the minute. */
export const dateTime = (at: string | Date) => dateAndClock.format(new Date(at))

/** A time ahead, briefly: by its weekday within six days, by its date after that. */
export function comingTime(at: Date, now: Date): string {
  const aWeekAhead = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 7)
  return (at < aWeekAhead ? weekdayAndClock : dayAndClock).format(at)
}

/** The calendar day in the reader's zone, as a key that sorts. */
export function dayKey(at: string | Date): string {
  const date = new Date(at)
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** "Today", "Yesterday", the weekday within the last six days, then the date. */
export function dayWords(at: string | Date, now: Date): string {
  const date = new Date(at)
  const midnight = (day: Date) => Date.UTC(day.getFullYear(), day.getMonth(), day.getDate())
  const daysAgo = Math.round((midnight(now) - midnight(date)) / 86_400_000)
  if (daysAgo === 0) return 'Today'
  if (daysAgo === 1) return 'Yesterday'
  if (daysAgo > 1 && daysAgo < 7) return weekday.format(date)
  return (date.getFullYear() === now.getFullYear() ? dayThisYear : dayOtherYear).format(date)
}

/** "0:07", "12:40", "1:02:03". */
export function playTime(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const rest = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

/** "3 h 12 m", "42 m", "38 s": the two largest units that matter. */
export function spanWords(spanMs: number): string {
  const seconds = Math.max(0, Math.floor(spanMs / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} m` : `${hours} h`
  return minutes > 0 ? `${minutes} m` : `${seconds} s`
}

/** "12 min ago", "26 h ago", "5 days ago": coarse, for sentences. */
export function agoWords(spanMs: number): string {
  const minutes = Math.floor(spanMs / 60_000)
  if (minutes < 1) return 'less than a minute ago'
  if (minutes < 60) return `${minutes} min ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 72) return `${hours} h ago`
  return `${Math.floor(hours / 24)} days ago`
}

/** "640 B", "84 KB", "4.7 MB": decimal-looking but counted in 1,024, as Meta's limits are. */
export function sizeWords(sizeBytes: number): string {
  if (sizeBytes < 1024) return `${sizeBytes} B`
  const kilobytes = sizeBytes / 1024
  if (kilobytes < 1024) return `${Math.round(kilobytes)} KB`
  const megabytes = kilobytes / 1024
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`
}
