import assert from 'node:assert/strict'
import test from 'node:test'
import { toMetaJson } from './meta-json.ts'
import { signBody } from './signature.ts'

test("the signature agrees with the test vector of Meta's documentation", () => {
  assert.equal(
    signBody('{"object":"whatsapp_business_account","entry":[]}', 'test_app_secret'),
    'sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756',
  )
})

test('non-ASCII characters and slashes are escaped as Meta does', () => {
  assert.equal(toMetaJson({ body: 'é €/😀' }), '{"body":"\\u00e9 \\u20ac\\/\\ud83d\\ude00"}')
})

test('an escaped body means the same to a JSON parser', () => {
  const value = { text: 'Grüße "quoted" \\ / \n 漢字 👩‍👩‍👧', list: [1, null, true] }
  assert.deepEqual(JSON.parse(toMetaJson(value)), value)
})
