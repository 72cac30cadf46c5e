import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isBsuid, waIdCandidates } from './phone-number.ts'

const numbers: [written: string, candidates: string[] | null][] = [
  ['+44 7700 900123', ['447700900123']],
  ['447700900123', ['447700900123']],
  ['0044 (7700) 900-123', ['447700900123']],
  ['+1 (555) 010-0123', ['15550100123']],
  ['+52 1 55 5010 0123', ['5215550100123', '525550100123']],
  ['+52 55 5010 0123', ['525550100123', '5215550100123']],
  ['+54 9 11 5010 0123', ['5491150100123', '541150100123']],
  ['+55 11 99999 0123', ['5511999990123', '551199990123']],
  ['+55 11 9999 0123', ['551199990123', '5511999990123']],
  ['+55 11 3333 0123', ['551133330123']],
  ['07700 900123', null],
  ['not a number', null],
  ['+44', null],
  ['+447700900123456789', null],
  ['', null],
]

for (const [written, candidates] of numbers)
  test(`${JSON.stringify(written)} is ${candidates ? candidates.join(' or ') : 'no number'}`, () => {
    assert.deepEqual(waIdCandidates(written), candidates)
  })

test('a business-scoped user id is two letters, a dot, and up to 128 letters and digits', () => {
  assert.ok(isBsuid('US.13491208655302741918'))
  assert.ok(isBsuid('US.ENT.11815799212886844830'))
  assert.ok(isBsuid(`GB.${'a'.repeat(128)}`))
  assert.ok(!isBsuid(`GB.${'a'.repeat(129)}`))
  assert.ok(!isBsuid('US.'))
  assert.ok(!isBsuid('us.123'))
})
