const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/**
 * Waits before the second, third, … attempt. Seconds first, for a receiver that restarts; then minutes, for a
 * faulty release that is rolled back; then hours, for a night and a weekend. Together 71.7 hours, three days.
 */
export const retryDelaysMs: readonly number[] = [
  5 * secondMs,
  30 * secondMs,
  2 * minuteMs,
  10 * minuteMs,
  30 * minuteMs,
  hourMs,
  2 * hourMs,
  4 * hourMs,
  8 * hourMs,
  12 * hourMs,
  12 * hourMs,
  16 * hourMs,
  16 * hourMs,
]

/** After this long without success a delivery is given up, however few attempts a paused endpoint allowed. */
export const giveUpAfterMs = 3 * dayMs

/** Up to a tenth more or less, so that what failed together does not come back together. */
const jitter = 0.1

/** A receiver may ask for more patience than the schedule has, but not for more than a day. */
const longestRetryAfterMs = dayMs

/**
 * When to try again after the `attemptCount`th attempt failed.
 * @param retryAfterMs  what the receiver asked for; null when nothing.
 * @param random  0 to 1.
 * @returns null: not again.
 */
export function nextAttemptDelayMs(
  attemptCount: number,
  { retryAfterMs, random }: { retryAfterMs: number | null; random: number },
): number | null {
  const delayMs = retryDelaysMs[attemptCount - 1]
  if (delayMs === undefined) return null
  const spreadMs = delayMs * (1 + jitter * (2 * random - 1))
  return Math.round(Math.max(spreadMs, Math.min(retryAfterMs ?? 0, longestRetryAfterMs)))
}

/** Failures in a row after which an endpoint is paused: more than one burst of requests that were under way together. */
export const failuresUntilPause = 10

const firstPauseMs = 15 * secondMs
const longestPauseMs = 10 * minuteMs

/** How long an endpoint is left alone after so many failures in a row; 0 while there are too few. */
export function pauseAfterFailuresMs(consecutiveFailures: number): number {
  const beyond = consecutiveFailures - failuresUntilPause
  return beyond < 0 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(beyond, 20))
}

/** What "429, come back later" may cost the other deliveries of an endpoint. */
const longestRequestedPauseMs = hourMs

/** The pause an endpoint asked for by 429 or 503 with `Retry-After`. */
export const requestedPauseMs = (retryAfterMs: number): number =>
  Math.min(retryAfterMs, longestRequestedPauseMs)

/** An endpoint that took nothing for so long is disabled; a long weekend is not enough for that. */
export const disableAfterFailingMs = 5 * dayMs

/**
 * Reads `Retry-After`: seconds or an HTTP date.
 * @returns milliseconds from now, 0 when the time is past, null when there is nothing to read.
 * @source RFC 9110, 10.2.3.
 */
export function retryAfterOf(header: string | string[] | undefined, now: Date): number | null {
  if (typeof header !== 'string') return null
  const text = header.trim()
  if (/^\d{1,10}$/.test(text)) return Number(text) * secondMs
  // Only the formats of HTTP begin with a day's name; Date.parse alone takes much more.
  const atMs = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - now.getTime())
}
