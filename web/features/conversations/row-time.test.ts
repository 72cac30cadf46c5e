import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowTime } from './row-time.ts'

const now = Date.parse('2026-11-20T12:00:00.000Z')
const ago = (minutes: number) => rowTime(new Date(now - minutes * 60_000).toISOString(), now)

test('times are relative for a day, then a weekday, then a date', () => {
  assert.equal(ago(0.5), 'now')
  assert.equal(ago(12), '12m')
  assert.equal(ago(59.9), '59m')
  assert.equal(ago(60), '1h')
  assert.equal(ago(24 * 60 - 1), '23h')
  assert.match(ago(3 * 24 * 60), /^\D+$/)
  assert.match(ago(10 * 24 * 60), /10/)
  assert.match(ago(400 * 24 * 60), /25/)
})

test('a time ahead of this clock is now', () => {
  assert.equal(ago(-3), 'now')
})
