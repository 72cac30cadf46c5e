import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moved, STRAIGHT, turned, zoomed } from './picture-pose.ts'

test('the point under the pointer stays while zooming', () => {
  const pose = zoomed(STRAIGHT, 2, 100, 50)
  assert.deepEqual(pose, { zoom: 2, turns: 0, x: -100, y: -50 })
  const again = zoomed(pose, 2, 100, 50)
  // The picture's point at (100, 50) was at 100 = x + 2 * p; it still is at 100 = x' + 4 * p.
  assert.equal((100 - pose.x) / 2, (100 - again.x) / 4)
})

test('zoom ends at 1 and at 5, and out again means centred', () => {
  assert.equal(zoomed(STRAIGHT, 0.1).zoom, 1)
  assert.equal(zoomed(STRAIGHT, 100).zoom, 5)
  assert.deepEqual(zoomed({ zoom: 2, turns: 1, x: 9, y: 9 }, 0.5), {
    zoom: 1,
    turns: 1,
    x: 0,
    y: 0,
  })
})

test('only a zoomed picture moves; turning centres it', () => {
  assert.equal(moved(STRAIGHT, 5, 5), STRAIGHT)
  assert.deepEqual(moved({ ...STRAIGHT, zoom: 2 }, 5, -5), { zoom: 2, turns: 0, x: 5, y: -5 })
  assert.equal(turned(turned(STRAIGHT)).turns, 2)
})
