import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  failuresUntilPause,
  nextAttemptDelayMs,
  pauseAfterFailuresMs,
  requestedPauseMs,
  retryAfterOf,
  retryDelaysMs,
} from './retry-schedule.ts'

const hourMs = 60 * 60_000

test('the schedule grows, and ends after three days', () => {
  assert.deepEqual(
    retryDelaysMs,
    [...retryDelaysMs].sort((a, b) => a - b),
  )
  const total = retryDelaysMs.reduce((sum, delayMs) => sum + delayMs, 0)
  assert.ok(total > 71 * hourMs && total <= 72 * hourMs, `${total / hourMs} hours`)
})

test('a wait is up to a tenth shorter or longer than the schedule says', () => {
  const delay = (random: number) => nextAttemptDelayMs(1, { retryAfterMs: null, random })
  assert.deepEqual([delay(0), delay(0.5), delay(1)], [4_500, 5_000, 5_500])
})

test('the attempt after the last wait is the last', () => {
  const last = retryDelaysMs.length
  const delay = (count: number) => nextAttemptDelayMs(count, { retryAfterMs: null, random: 0.5 })
  assert.equal(delay(last), 16 * hourMs)
  assert.equal(delay(last + 1), null)
})

test('Retry-After makes a wait longer, up to a day, and never shorter', () => {
  const delay = (retryAfterMs: number) => nextAttemptDelayMs(1, { retryAfterMs, random: 0.5 })
  assert.equal(delay(1_000), 5_000)
  assert.equal(delay(60_000), 60_000)
  assert.equal(delay(24 * hourMs), 24 * hourMs)
  assert.equal(delay(25 * hourMs), 24 * hourMs)
})

test('an endpoint is paused from the tenth failure in a row on, ever longer, ten minutes at most', () => {
  assert.equal(pauseAfterFailuresMs(failuresUntilPause - 1), 0)
  assert.deepEqual(
    [10, 11, 12, 15, 16, 1_000_000].map(pauseAfterFailuresMs),
    [15_000, 30_000, 60_000, 480_000, 600_000, 600_000],
  )
})

test('a pause that a receiver asks for is an hour at most', () => {
  assert.equal(requestedPauseMs(hourMs), hourMs)
  assert.equal(requestedPauseMs(hourMs + 1), hourMs)
})

const now = new Date('2026-11-20T12:00:00Z')
for (const [header, expected] of [
  ['0', 0],
  ['120', 120_000],
  [' 7 ', 7_000],
  ['Fri, 20 Nov 2026 12:00:30 GMT', 30_000],
  ['Friday, 20-Nov-26 12:00:30 GMT', 30_000],
  ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
  ['-5', null],
  ['1.5', null],
  ['2026', 2_026_000],
  ['2027-01-01', null],
  ['soon', null],
  ['99999999999', null],
  ['', null],
  [undefined, null],
] as const)
  test(`Retry-After ${JSON.stringify(header)} is ${expected} ms`, () =>
    assert.equal(retryAfterOf(header, now), expected))
