import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LanePace } from './lane-pace.ts'
import type { LaneSettings } from './lane-state-store.ts'
import type { SendDecision } from './send-decision.ts'

const now = new Date('2026-11-20T12:00:00.000Z')
const hourMs = 60 * 60_000

const settings = (over: Partial<LaneSettings> = {}): LaneSettings => ({
  messagesPerSecond: 80,
  qualityRating: 'green',
  portfolioId: '600000000000001',
  messagingLimit: null,
  pausedUntil: null,
  isHeld: false,
  inboundCount: 0n,
  ...over,
})

const refusal = (code: number): SendDecision => ({
  kind: 'retry',
  delayMs: 1_000,
  holdsLane: true,
  error: { title: 'No', details: null, advice: `Advice of ${code}.`, fbtraceId: null },
  code,
  httpStatus: 400,
})

test('a number in good standing is not slowed', () => {
  const pace = new LanePace(0)
  pace.learn(settings(), now, 0)
  assert.equal(pace.slowdown(now, 0), null)
  assert.equal(pace.takeCampaign(500, 0), 500)
})

for (const [rating, perMinute] of [
  ['yellow', 2_400],
  ['red', 480],
] as const)
  test(`with quality ${rating} campaigns go slowly, with a reason; everything else goes on`, () => {
    const pace = new LanePace(0)
    pace.learn(settings({ qualityRating: rating }), now, 0)
    let taken = 0
    for (let atMs = 0; atMs < 60_000; atMs += 20) taken += pace.takeCampaign(500, atMs)
    assert.ok(taken <= perMinute && taken > perMinute * 0.95, `${taken} left`)
    assert.match(pace.slowdown(now, 0)?.reason ?? '', new RegExp(rating))
    assert.equal(pace.all.messagesPerSecond, 80)
    pace.learn(settings(), now, 60_000)
    assert.equal(pace.slowdown(now, 60_000), null)
  })

test('when people report the number, campaigns go slowly for an hour', () => {
  const pace = new LanePace(0)
  pace.learn(settings(), now, 0)
  pace.learnFrom(refusal(131048), now, 0)
  assert.deepEqual(pace.slowdown(now, 0), {
    reason: 'Advice of 131048.',
    messagesPerSecond: 8,
    since: now,
  })
  pace.learn(settings(), now, hourMs - 1)
  assert.equal(pace.slowdown(now, 0)?.messagesPerSecond, 8)
  pace.learn(settings(), now, hourMs)
  assert.equal(pace.slowdown(now, hourMs), null)
})

for (const code of [130429, 80007, 80008, 4])
  test(`${code} slows the number, with Meta's reason in our words`, () => {
    const pace = new LanePace(0)
    pace.learn(settings(), now, 0)
    pace.learnFrom(refusal(code), now, 10_000)
    assert.deepEqual(pace.slowdown(now, 10_000), {
      reason: `Advice of ${code}.`,
      messagesPerSecond: 56,
      since: now,
    })
  })

test('131056 slows nobody but its recipient', () => {
  const pace = new LanePace(0)
  pace.learn(settings(), now, 0)
  pace.learnFrom(refusal(131056), now, 10_000)
  assert.equal(pace.slowdown(now, 10_000), null)
})

test('what came in before the lane was opened is not counted, what comes in later is', () => {
  const pace = new LanePace(0)
  pace.learn(settings({ inboundCount: 1_000_000n }), now, 0)
  assert.equal(pace.all.take(100, 1_000), 15)
  pace.learn(settings({ inboundCount: 1_000_040n }), now, 2_000)
  assert.equal(pace.all.take(100, 2_000), 0)
  assert.ok(pace.all.waitMs(1, 2_000) > 0)
})
