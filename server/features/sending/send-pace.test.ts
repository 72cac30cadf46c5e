import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SendPace } from './send-pace.ts'

/** Takes what it can, every `stepMs`. @returns messages taken. */
function drain(pace: SendPace, fromMs: number, forMs: number, stepMs: number): number {
  let taken = 0
  for (let now = fromMs; now < fromMs + forMs; now += stepMs) taken += pace.take(10_000, now)
  return taken
}

for (const cap of [20, 80, 1_000])
  test(`a number with ${cap} messages a second uses 97 % of them and never more`, () => {
    for (const stepMs of [1, 7, 40]) {
      const taken = drain(new SendPace(cap, 0), 0, 60_000, stepMs)
      assert.ok(taken >= cap * 60 * 0.97, `${taken} in steps of ${stepMs} ms`)
      assert.ok(taken <= cap * 60, `${taken} in steps of ${stepMs} ms`)
    }
  })

test('after a rest no more than a fifth of a second leaves at once', () => {
  const pace = new SendPace(1_000, 0)
  assert.equal(pace.take(10_000, 3_600_000), 198)
})

test('a slow number may always send one message after a rest', () => {
  const pace = new SendPace(1, 0)
  assert.equal(pace.take(5, 10_000), 1)
  assert.equal(pace.take(5, 10_000), 0)
})

test('messages that come in use up the same allowance', () => {
  const pace = new SendPace(80, 0)
  let taken = 0
  for (let second = 0; second < 60; second++) {
    pace.countInbound(30, second * 1_000)
    taken += drain(pace, second * 1_000, 1_000, 5)
  }
  assert.ok(taken <= 50 * 60 && taken >= 48 * 60, `${taken} left beside 1,800 that came in`)
})

test('what is given back may leave at once', () => {
  const pace = new SendPace(80, 0)
  const taken = pace.take(100, 1_000)
  pace.giveBack(taken)
  assert.equal(pace.take(100, 1_000), taken)
})

test('the wait until messages may leave is told exactly', () => {
  const pace = new SendPace(100, 0)
  pace.take(100, 0)
  const waitMs = pace.waitMs(1, 0)
  assert.equal(pace.take(1, waitMs - 1), 0)
  assert.equal(pace.take(1, waitMs), 1)
})

test('a refusal for speed slows the number with a reason, storms count once a second, and it recovers', () => {
  const pace = new SendPace(1_000, 0)
  for (let index = 0; index < 500; index++) pace.slowDown('too fast', 10_000 + index)
  assert.deepEqual(pace.slowdown, { reason: 'too fast', messagesPerSecond: 700, sinceMs: 10_000 })
  pace.slowDown('too fast', 11_500)
  assert.equal(Math.round(pace.messagesPerSecond), 490)
  pace.take(1, 11_500 + 5_000)
  assert.equal(Math.round(pace.messagesPerSecond), 540)
  pace.take(1, 11_500 + 60_000)
  assert.equal(pace.slowdown, null)
  assert.equal(pace.messagesPerSecond, 1_000)
})

test('a storm without end leaves a twentieth of the pace', () => {
  const pace = new SendPace(80, 0)
  for (let second = 1; second < 100; second++) pace.slowDown('too fast', second * 1_500)
  assert.equal(pace.messagesPerSecond, 4)
})
