import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SendOutcome } from '../../meta/graph-client.ts'
import { decide } from './send-decision.ts'

const refused = (code: number): SendOutcome => ({
  kind: 'refused',
  error: { httpStatus: 400, code, subcode: null, title: 'No', details: null, fbtraceId: null },
})
const first = { attemptCount: 1, ageMs: 0, random: 0.5 }

const cases: [what: string, outcome: SendOutcome, kind: string][] = [
  ['an answer that never came', { kind: 'unknown', reason: 'timeout' }, 'unknown'],
  ['no connection', { kind: 'not_sent', reason: 'ECONNREFUSED' }, 'retry'],
  ['131016, a transient fault', refused(131016), 'retry'],
  ['130429, the throughput', refused(130429), 'retry'],
  ['131056, the pair rate', refused(131056), 'retry'],
  ['131048, blocked and reported too often', refused(131048), 'retry'],
  ['190, an invalid token', refused(190), 'pause'],
  ['131042, a payment problem', refused(131042), 'pause'],
  ['131047, the shut window', refused(131047), 'failed'],
  ['131049, a person’s limit', refused(131049), 'failed'],
  ['131009, a wrong parameter', refused(131009), 'failed'],
  ['a code nobody knows', refused(987_654), 'failed'],
]

for (const [what, outcome, kind] of cases)
  test(`${what}: ${kind}`, () => {
    assert.equal(decide(outcome, first).kind, kind)
  })

const delaysOf = (code: number): number[] => {
  const delays: number[] = []
  for (let attemptCount = 1; ; attemptCount++) {
    const decision = decide(refused(code), { attemptCount, ageMs: 0, random: 0.5 })
    if (decision.kind !== 'retry') return delays
    delays.push(decision.delayMs / 1000)
  }
}

test('transient faults are tried five times within a quarter of an hour, then fail', () => {
  assert.deepEqual(delaysOf(131016), [2, 10, 50, 250])
})

test('the pair rate is tried after 4^n seconds, and holds nobody else up', () => {
  assert.deepEqual(delaysOf(131056), [1, 4, 16, 64, 256, 1024, 3600, 3600])
  const decision = decide(refused(131056), first)
  assert.ok(decision.kind === 'retry' && !decision.holdsLane)
})

test('the throughput limit and a missing connection slow the whole number', () => {
  for (const outcome of [refused(130429), { kind: 'not_sent', reason: 'x' } as const]) {
    const decision = decide(outcome, first)
    assert.ok(decision.kind === 'retry' && decision.holdsLane)
  }
})

test('tries that failed together are spread by a quarter to either side', () => {
  const delays = [0, 1].map((random) => {
    const decision = decide(refused(131016), { ...first, random })
    return decision.kind === 'retry' ? decision.delayMs : null
  })
  assert.deepEqual(delays, [1_500, 2_500])
})

test('after a day of waiting a message fails, whatever the reason was', () => {
  const old = { attemptCount: 3, ageMs: 24 * 60 * 60_000 + 1, random: 0 }
  for (const outcome of [refused(190), refused(130429), { kind: 'not_sent', reason: 'x' } as const])
    assert.equal(decide(outcome, old).kind, 'failed')
})
