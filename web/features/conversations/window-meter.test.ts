import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spanLabel, windowMeter } from './window-meter.ts'

const now = Date.parse('2026-11-20T12:00:00.000Z')
const hourMs = 3_600_000
const open = (leftMs: number) =>
  ({ state: 'open', closesAt: new Date(now + leftMs).toISOString(), closedAt: null }) as const

test('the meter turns amber at four hours and red at one', () => {
  assert.equal(windowMeter(open(24 * hourMs), now).tone, 'good')
  assert.equal(windowMeter(open(4 * hourMs + 1), now).tone, 'good')
  assert.equal(windowMeter(open(4 * hourMs), now).tone, 'warn')
  assert.equal(windowMeter(open(hourMs + 1), now).tone, 'warn')
  assert.equal(windowMeter(open(hourMs), now).tone, 'bad')
})

test('its length is the share of 24 hours, at most the whole circle', () => {
  assert.equal(windowMeter(open(12 * hourMs), now).fraction, 0.5)
  assert.equal(windowMeter(open(60 * hourMs), now).fraction, 1)
})

test('an open window whose time has passed is shut', () => {
  assert.deepEqual(windowMeter(open(-1), now), {
    fraction: 0,
    tone: 'off',
    leftMs: 0,
    label: 'Window shut: templates only',
  })
})

test('people who never wrote have no window', () => {
  const meter = windowMeter({ state: 'never', closesAt: null, closedAt: null }, now)
  assert.equal(meter.tone, 'off')
  assert.match(meter.label, /not written/)
})

test('spans name two units at most', () => {
  assert.equal(spanLabel(59_000), 'under a minute')
  assert.equal(spanLabel(42 * 60_000), '42 m')
  assert.equal(spanLabel(3 * hourMs + 12 * 60_000), '3 h 12 m')
  assert.equal(spanLabel(2 * hourMs), '2 h')
  assert.equal(spanLabel(51 * hourMs), '2 d 3 h')
})
