const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' })
const dayThisYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const dayOtherYear = new Intl.DateTimeFormat(undefined, {
  day: '2-digit',
  month: '2-digit',
  year: '2-digit',
})
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' })

/** When something happened, as short as a list row needs: "now", "12m", "3h", "Tue", "12 Nov". */
export function rowTime(at: string, nowMs: number): string {
  const date = new Date(at)
  const minutes = Math.floor((nowMs - date.getTime()) / 60_000)
  if (minutes < 1) return 'now'
  if (minutes < 60) return `${minutes}m`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}h`
  if (minutes < 6 * 24 * 60) return weekday.format(date)
  const isThisYear = date.getFullYear() === new Date(nowMs).getFullYear()
  return (isThisYear ? dayThisYear : dayOtherYear).format(date)
}

export const fullTime = (at: string): string => full.format(new Date(at))
