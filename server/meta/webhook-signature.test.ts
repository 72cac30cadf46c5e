import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSignedBy, webhookSignature } from './webhook-signature.ts'

const secret = 'test_app_secret'
const body = Buffer.from('{"object":"whatsapp_business_account","entry":[]}')
const signature = 'sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756'

test('the published test vector is reproduced and accepted', () => {
  assert.equal(webhookSignature(secret, body), signature)
  assert.equal(isSignedBy(secret, body, signature), true)
  assert.equal(isSignedBy(secret, body, signature.toUpperCase().replace('SHA256', 'sha256')), true)
})

test('another secret, one changed byte, and headers of another form are refused', () => {
  assert.equal(isSignedBy('test_app_secreT', body, signature), false)
  assert.equal(isSignedBy(secret, Buffer.from(`${body.toString()} `), signature), false)
  for (const header of [
    '',
    'sha256=',
    signature.slice(0, -1),
    `${signature}0`,
    signature.replace('sha256=', 'sha1='),
    signature.replace('sha256=', ''),
    `sha256=${'g'.repeat(64)}`,
  ])
    assert.equal(isSignedBy(secret, body, header), false, header)
})

test('the bytes count, not what they mean: escaped and plain text have signatures of their own', () => {
  const escaped = Buffer.from(String.raw`{"a":"\u00e9\/"}`)
  const plain = Buffer.from('{"a":"é/"}')
  assert.equal(isSignedBy(secret, escaped, webhookSignature(secret, escaped)), true)
  assert.equal(isSignedBy(secret, plain, webhookSignature(secret, escaped)), false)
})
