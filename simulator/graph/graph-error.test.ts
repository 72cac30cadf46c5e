import assert from 'node:assert/strict'
import test from 'node:test'
import { catalogueCodes, metaError } from './error-catalogue.ts'
import { GraphError, toErrorBody } from './graph-error.ts'

test('an error has the shape Meta gives it', () => {
  const { error } = toErrorBody(new GraphError(131047))
  assert.equal(error.message, '(#131047) Re-engagement message')
  assert.equal(error.type, 'OAuthException')
  assert.equal(error.code, 131047)
  assert.equal(error.error_data.messaging_product, 'whatsapp')
  assert.match(error.error_data.details, /24 hours/)
  assert.match(error.fbtrace_id, /^[\w-]{20,}$/)
})

test('every code of the catalogue has a title, details and an HTTP status of a refusal', () => {
  for (const code of catalogueCodes()) {
    const { httpStatus, title, details } = metaError(code)
    assert.ok(httpStatus >= 400 && httpStatus < 600, `code ${code}`)
    assert.ok(title !== '' && details.endsWith('.'), `code ${code}`)
  }
})

test('a code that is not listed keeps its number', () => {
  assert.equal(new GraphError(999_999).code, 999_999)
})
