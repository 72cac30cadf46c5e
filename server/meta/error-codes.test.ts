import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metaErrorCode, metaErrorCodes } from './error-codes.ts'

test('every code of Meta stands in the table once', () => {
  const codes = metaErrorCodes.map((row) => row.code)
  assert.deepEqual(codes, [...new Set(codes)])
})

test('every row tells people what it means in full sentences', () => {
  for (const row of metaErrorCodes) {
    assert.match(row.name, /^[a-z_]+$/, `name of ${row.code}`)
    assert.match(row.meaning, /^[A-Z].*\.$/, `meaning of ${row.code}`)
    assert.match(row.advice, /^[A-Z].*\.$/, `advice of ${row.code}`)
  }
})

const cases = [
  [190, 'account'],
  [204, 'account'],
  [131047, 'permanent'],
  [131049, 'person'],
  [131056, 'rate'],
  [131016, 'transient'],
  [131009, 'request'],
  [999_999, 'permanent'],
] as const

for (const [code, errorClass] of cases)
  test(`${code} is of class ${errorClass}`, () => {
    assert.equal(metaErrorCode(code).class, errorClass)
    assert.equal(metaErrorCode(code).code, code)
  })
