import assert from 'node:assert/strict'
import { test } from 'node:test'
import { median, medianOf, percentile } from './median.ts'

test('the median is the middle, or the mean of the two in the middle', () => {
  assert.equal(median([9, 1, 5]), 5)
  assert.equal(median([4, 1, 2, 9]), 3)
  assert.throws(() => median([]), RangeError)
})

test('a percentile is a value that occurred', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  assert.equal(percentile(hundred, 0.5), 50)
  assert.equal(percentile(hundred, 0.99), 99)
  assert.equal(percentile([7], 0.99), 7)
  assert.equal(percentile([], 0.5), 0)
})

test('rounds are joined field by field', () => {
  const rounds = [
    { rate: 1, p99Ms: 30 },
    { rate: 3, p99Ms: 10 },
    { rate: 2, p99Ms: 20 },
  ]
  assert.deepEqual(medianOf(rounds, ['rate', 'p99Ms']), { rate: 2, p99Ms: 20 })
})
