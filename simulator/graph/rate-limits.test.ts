import assert from 'node:assert/strict'
import test from 'node:test'
import { openClock } from '#simulator/clock/clock.ts'
import { openStore } from '#simulator/store/open-store.ts'
import { createRateLimits } from './rate-limits.ts'

function givenLimits() {
  const clock = openClock(openStore(':memory:'), () => 1_000_000)
  const limits = createRateLimits(clock)
  return { clock, limits }
}
const number = { phoneNumberId: '1', throughput: 80 }

test('80 messages go out at once, the 81st is refused with 130429', () => {
  const { limits } = givenLimits()
  for (let count = 0; count < 80; count += 1) {
    assert.equal(limits.takeOutbound(number, `person ${count}`), null)
  }
  assert.equal(limits.takeOutbound(number, 'person 80'), 130429)
})

test('a second later as many go out again', () => {
  const { limits, clock } = givenLimits()
  for (let count = 0; count < 80; count += 1) limits.takeOutbound(number, `person ${count}`)
  clock.advance(1000)
  for (let count = 0; count < 80; count += 1) {
    assert.equal(limits.takeOutbound(number, `person ${count}`), null)
  }
  assert.equal(limits.takeOutbound(number, 'person 80'), 130429)
})

test('messages that come in count against throughput', () => {
  const { limits } = givenLimits()
  for (let count = 0; count < 79; count += 1) limits.takeInbound(number)
  assert.equal(limits.takeOutbound(number, 'a'), null)
  assert.equal(limits.takeOutbound(number, 'b'), 130429)
})

test('one number does not slow down another', () => {
  const { limits } = givenLimits()
  for (let count = 0; count < 80; count += 1) limits.takeInbound(number)
  assert.equal(limits.takeOutbound({ phoneNumberId: '2', throughput: 80 }, 'a'), null)
})

test('45 messages to one person go out, the 46th is refused with 131056', () => {
  const { limits } = givenLimits()
  for (let count = 0; count < 45; count += 1) {
    assert.equal(limits.takeOutbound(number, 'ann'), null)
  }
  assert.equal(limits.takeOutbound(number, 'ann'), 131056)
  assert.equal(limits.takeOutbound(number, 'bob'), null)
})

test('after the burst one message goes out every 6 seconds', () => {
  const { limits, clock } = givenLimits()
  for (let count = 0; count < 45; count += 1) limits.takeOutbound(number, 'ann')
  clock.advance(5999)
  assert.equal(limits.takeOutbound(number, 'ann'), 131056)
  clock.advance(1)
  assert.equal(limits.takeOutbound(number, 'ann'), null)
  assert.equal(limits.takeOutbound(number, 'ann'), 131056)
})

test('a refused message costs nothing', () => {
  const { limits } = givenLimits()
  for (let count = 0; count < 45; count += 1) limits.takeOutbound(number, 'ann')
  for (let count = 0; count < 100; count += 1) limits.takeOutbound(number, 'ann')
  assert.equal(limits.takeOutbound(number, 'bob'), null)
})

test('setting the clock back does not lock a number', () => {
  const { limits, clock } = givenLimits()
  clock.advance(3_600_000)
  limits.takeOutbound(number, 'ann')
  clock.reset()
  assert.equal(limits.takeOutbound(number, 'ann'), null)
})
