import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cachedReading } from './cached-reading.ts'

function given() {
  let nowMs = 0
  let taken = 0
  let lastsMs = 0
  let fails = false
  const read = cachedReading(
    async () => {
      taken += 1
      const mine = taken
      nowMs += lastsMs
      if (fails) throw new Error('the database is away')
      return mine
    },
    () => nowMs,
  )
  return {
    read,
    pass: (ms: number) => {
      nowMs += ms
    },
    last: (ms: number) => {
      lastsMs = ms
    },
    fail: (does: boolean) => {
      fails = does
    },
  }
}

test('all who ask at once and within a second and a half get one reading', async () => {
  const { read, pass } = given()
  assert.deepEqual(await Promise.all([read(), read()]), [1, 1])
  pass(1_499)
  assert.equal(await read(), 1)
  pass(1)
  assert.equal(await read(), 2)
})

test('a reading that takes long is used for longer', async () => {
  const { read, pass, last } = given()
  last(500)
  await read()
  pass(9_999)
  assert.equal(await read(), 1)
  pass(1)
  assert.equal(await read(), 2)
})

test('a reading that fails is told, and not kept', async () => {
  const { read, fail } = given()
  fail(true)
  await assert.rejects(read(), /away/)
  fail(false)
  assert.equal(await read(), 2)
})
