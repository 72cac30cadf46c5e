import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journalBucketOf, journalBuckets } from './journal-bucket.ts'

const bodyOf = (phoneNumberId: string) => ({
  entry: [{ id: '1', changes: [{ value: { metadata: { phone_number_id: phoneNumberId } } }] }],
})

test('a number always has the same bucket, and numbers spread over all of them', () => {
  const used = new Set<number>()
  for (let index = 0; index < 500; index++) {
    const bucket = journalBucketOf(bodyOf(String(106_540_352_242_922 + index)))
    assert.equal(bucket, journalBucketOf(bodyOf(String(106_540_352_242_922 + index))))
    used.add(bucket)
  }
  assert.deepEqual(
    [...used].sort((first, second) => first - second),
    Array.from({ length: journalBuckets }, (_, index) => index),
  )
})

test('a body without number goes by its account, and one without anything still has a bucket', () => {
  assert.equal(journalBucketOf({ entry: [{ id: '7' }] }), journalBucketOf({ entry: [{ id: '7' }] }))
  for (const body of [null, [], 'text', 7, { entry: 'x' }]) assert.equal(journalBucketOf(body), 0)
})
