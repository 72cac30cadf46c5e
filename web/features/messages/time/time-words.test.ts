import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  agoWords,
  comingTime,
  dateTime,
  dayKey,
  dayWords,
  playTime,
  sizeWords,
  spanWords,
} from './time-words.ts'

test('days are told apart by the calendar, not by 24 hours', () => {
  const now = new Date(2026, 10, 20, 0, 10)
  assert.equal(dayWords(new Date(2026, 10, 20, 0, 1), now), 'Today')
  assert.equal(dayWords(new Date(2026, 10, 19, 23, 59), now), 'Yesterday')
  assert.equal(dayWords(new Date(2026, 10, 17, 9, 0), now), 'Tuesday')
  assert.match(dayWords(new Date(2026, 10, 13, 9, 0), now), /13/)
  assert.match(dayWords(new Date(2025, 10, 13, 9, 0), now), /2025/)
  assert.equal(dayKey(new Date(2026, 0, 5, 23, 0)), '2026-01-05')
})

test('a time ahead is named by weekday until the same weekday comes again', () => {
  const now = new Date(2026, 10, 20, 14, 30)
  assert.doesNotMatch(comingTime(new Date(2026, 10, 26, 9, 0), now), /26/)
  assert.match(comingTime(new Date(2026, 10, 27, 9, 0), now), /27/)
  assert.match(comingTime(new Date(2026, 11, 1, 9, 0), now), /9:00|09:00/)
})

test('a chosen time has no seconds', () => {
  assert.doesNotMatch(dateTime(new Date(2026, 10, 27, 9, 4, 17)), /17/)
})

test('spans name at most two units', () => {
  assert.equal(spanWords(3 * 3_600_000 + 12 * 60_000), '3 h 12 m')
  assert.equal(spanWords(2 * 3_600_000), '2 h')
  assert.equal(spanWords(42 * 60_000 + 59_000), '42 m')
  assert.equal(spanWords(38_400), '38 s')
  assert.equal(spanWords(-5), '0 s')
})

test('ages are coarse', () => {
  assert.equal(agoWords(20_000), 'less than a minute ago')
  assert.equal(agoWords(26 * 3_600_000), '26 h ago')
  assert.equal(agoWords(5 * 86_400_000), '5 days ago')
})

test('lengths and sizes', () => {
  assert.equal(playTime(7.9), '0:07')
  assert.equal(playTime(3723), '1:02:03')
  assert.equal(playTime(Number.POSITIVE_INFINITY), '0:00')
  assert.equal(sizeWords(640), '640 B')
  assert.equal(sizeWords(86_016), '84 KB')
  assert.equal(sizeWords(5 * 1024 * 1024), '5.0 MB')
  assert.equal(sizeWords(104_857_600), '100 MB')
})
