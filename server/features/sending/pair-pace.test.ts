import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ContactId } from '../../platform/ids.ts'
import { PairPace } from './pair-pace.ts'

const ann = 'ann' as ContactId
const minuteMs = 60_000

/** Sends to Ann as fast as allowed. @returns how many left, and what was to be written last. */
function sendAll(pace: PairPace, atMs: number) {
  let count = 0
  let written: number | null = null
  while (pace.freeAtMs(ann, atMs) <= atMs) {
    written = pace.count(ann, atMs) ?? written
    count += 1
  }
  return { count, written }
}

test('45 messages leave at once, then one every 6 seconds', () => {
  const pace = new PairPace(0, new Map())
  const atMs = 10 * minuteMs
  assert.equal(sendAll(pace, atMs).count, 45)
  assert.equal(pace.freeAtMs(ann, atMs), atMs + 6_000)
  assert.equal(sendAll(pace, atMs + 5_999).count, 0)
  assert.equal(sendAll(pace, atMs + 6_000).count, 1)
  assert.equal(sendAll(pace, atMs + 18_000).count, 2)
  assert.equal(sendAll(pace, atMs + 60 * minuteMs).count, 45)
})

test('after a restart nobody gets more than the burst, whether it was written down or not', () => {
  for (const sentBefore of [0, 5, 10, 11, 30, 45]) {
    const before = new PairPace(-60 * minuteMs, new Map())
    let written: number | null = null
    for (let index = 0; index < sentBefore; index++) written = before.count(ann, 0) ?? written
    const after = new PairPace(0, new Map(written === null ? [] : [[ann, new Date(written)]]))
    const { count } = sendAll(after, 0)
    assert.ok(sentBefore + count <= 45, `${sentBefore} before and ${count} after`)
  }
})

test('a campaign of one message each writes nothing down, also right after the start', () => {
  const pace = new PairPace(0, new Map())
  for (let index = 0; index < 1_000; index++)
    assert.equal(pace.count(`contact ${index}` as ContactId, index), null)
})

test('people whose allowance is whole again are forgotten', () => {
  const pace = new PairPace(0, new Map())
  for (let index = 0; index < 20_000; index++)
    pace.count(`contact ${index}` as ContactId, 2 * minuteMs + index)
  assert.ok(pace.size <= 16_001, `${pace.size} kept`)
})

test('a refusal of Meta uses the allowance up', () => {
  const pace = new PairPace(-60 * minuteMs, new Map())
  pace.exhaust(ann, 0)
  assert.equal(sendAll(pace, 5_999).count, 0)
  assert.equal(sendAll(pace, 6_000).count, 1)
})
