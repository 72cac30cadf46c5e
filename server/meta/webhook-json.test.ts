import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson, parseWebhookJson } from './webhook-json.ts'

test('numbers longer than a double holds keep every digit', () => {
  const text = '{"id":12345678901234567890,"small":1,"price":30.5,"text":"12345678901234567890"}'
  assert.equal(JSON.stringify(parseWebhookJson(text)), text)
})

test('canonical JSON does not depend on the order of keys', () => {
  const first = parseWebhookJson('{"b":[1,{"y":2,"x":12345678901234567890}],"a":null}')
  const second = parseWebhookJson('{"a":null,"b":[1,{"x":12345678901234567890,"y":2}]}')
  assert.equal(canonicalJson(first), canonicalJson(second))
  assert.equal(canonicalJson(first), '{"a":null,"b":[1,{"x":12345678901234567890,"y":2}]}')
})
