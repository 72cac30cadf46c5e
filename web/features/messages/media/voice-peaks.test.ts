import assert from 'node:assert/strict'
import { test } from 'node:test'
import { peaksOf, placeholderPeaks } from './voice-peaks.ts'

test('the loudest step is 1 and the others stand in proportion', () => {
  const samples = new Float32Array([0, 0, 0.5, -0.5, 0.25, 0.25, 0, 0])
  assert.deepEqual(peaksOf(samples, 4), [0, 1, 0.5, 0])
})

test('silence and recordings shorter than the steps do not break', () => {
  assert.deepEqual(peaksOf(new Float32Array(8), 2), [0, 0])
  assert.equal(peaksOf(new Float32Array([1]), 3).length, 3)
})

test('placeholder bars are the same for the same recording', () => {
  assert.deepEqual(placeholderPeaks('m1', 20), placeholderPeaks('m1', 20))
  assert.notDeepEqual(placeholderPeaks('m1', 20), placeholderPeaks('m2', 20))
  assert.ok(placeholderPeaks('m3', 50).every((peak) => peak >= 0 && peak <= 1))
})
