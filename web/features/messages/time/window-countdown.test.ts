import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shutWindowWords, windowCountdown } from './window-countdown.ts'

const now = new Date('2026-11-20T12:00:00Z')
const open = (closesAt: string) => ({ state: 'open', closesAt, closedAt: null }) as const

test('an open window counts down and turns amber in its last hour', () => {
  assert.deepEqual(windowCountdown(open('2026-11-20T15:12:30Z'), now), {
    tone: 'open',
    words: 'Free-form open · 3 h 12 m left',
    changesInMs: 30_000,
  })
  assert.equal(windowCountdown(open('2026-11-20T12:59:59Z'), now).tone, 'closing')
  assert.deepEqual(windowCountdown(open('2026-11-20T12:00:38.250Z'), now), {
    tone: 'closing',
    words: 'Free-form open · 38 s left',
    changesInMs: 250,
  })
})

test('a window that ran out on the screen is shut without asking the server', () => {
  assert.equal(windowCountdown(open('2026-11-20T12:00:00Z'), now).tone, 'shut')
})

test('a shut window says how long ago they wrote', () => {
  const shut = { state: 'closed', closesAt: null, closedAt: '2026-11-20T10:00:00Z' } as const
  assert.equal(windowCountdown(shut, now).words, 'Free-form closed 2 h ago')
  assert.equal(shutWindowWords(shut, now).title, 'Their last message was 26 h ago.')
})

test('someone who never wrote has no countdown', () => {
  const never = { state: 'never', closesAt: null, closedAt: null } as const
  assert.equal(windowCountdown(never, now).changesInMs, null)
  assert.match(shutWindowWords(never, now).title, /not written/)
})
