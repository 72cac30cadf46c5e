import assert from 'node:assert/strict'
import { test } from 'node:test'
import { snoozePresets } from './snooze-presets.ts'

// A Friday.
const now = new Date(2026, 10, 20, 14, 30)
const at = (id: string, closesAt: Date | null = null) =>
  snoozePresets(now, closesAt).find((preset) => preset.id === id)?.until

test('mornings are nine o’clock local time', () => {
  assert.deepEqual(at('tomorrow'), new Date(2026, 10, 21, 9))
  assert.deepEqual(at('week'), new Date(2026, 10, 23, 9))
  assert.deepEqual(at('month'), new Date(2026, 11, 1, 9))
})

test('on a Monday next week is seven days away', () => {
  const monday = new Date(2026, 10, 23, 8)
  const week = snoozePresets(monday, null).find((preset) => preset.id === 'week')
  assert.deepEqual(week?.until, new Date(2026, 10, 30, 9))
})

test('the window preset is offered only while it is ahead', () => {
  assert.deepEqual(at('window', new Date(2026, 10, 20, 20)), new Date(2026, 10, 20, 19))
  assert.equal(at('window', new Date(2026, 10, 20, 15)), undefined)
  assert.equal(at('reply'), null)
})
