import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUuid, newId } from './ids.ts'

test('ids ascend, even thousands in one millisecond, and are valid UUIDv7', () => {
  const ids = Array.from({ length: 20_000 }, () => newId())
  assert.deepEqual([...ids].sort(), ids)
  assert.equal(new Set(ids).size, ids.length)
  assert.ok(ids.every((id) => isUuid(id) && id[14] === '7' && /[89ab]/.test(id[19] ?? '')))
})

test('an id carries the time it was made', () => {
  const before = Date.now()
  const madeMs = Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16)
  assert.ok(Math.abs(madeMs - before) < 1000)
})
