import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DueQueue } from './due-queue.ts'

test('entries come out in the order of their times, and none before its time', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 50 })),
      fc.integer({ min: 0, max: 50 }),
      (times, now) => {
        const queue = new DueQueue<number>()
        times.forEach((atMs) => queue.add(atMs, atMs))
        const taken: number[] = []
        for (let next = queue.takeDue(now); next !== null; next = queue.takeDue(now))
          taken.push(next)
        assert.deepEqual(
          taken,
          times.filter((atMs) => atMs <= now).sort((one, other) => one - other),
        )
        assert.equal(queue.size, times.length - taken.length)
      },
    ),
  )
})
