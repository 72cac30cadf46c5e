import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { checkedSecretText, newSecretText, standardKey } from './endpoint-secret.ts'
import { signatureHeaders } from './sign-delivery.ts'

const sentAt = new Date('2026-11-20T12:00:00.999Z')
const body = Buffer.from('{"text":"žluťoučký 🐎"}')

test('a standard signature is the HMAC of id, time in seconds and body, by every live secret', () => {
  const secrets = [newSecretText('standard'), newSecretText('standard')]
  const headers = signatureHeaders({
    mode: 'standard',
    eventId: 'event-1',
    secrets,
    body,
    sentAt,
    attempt: 1,
  })
  const expected = secrets.map((secret) => {
    const hmac = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
    return `v1,${hmac.update(`event-1.1795176000.${body.toString()}`).digest('base64')}`
  })
  assert.deepEqual(headers, {
    'webhook-id': 'event-1',
    'webhook-timestamp': '1795176000',
    'webhook-signature': expected.join(' '),
  })
})

test('a raw signature is Meta’s, and attempts take turns with the secrets', () => {
  const signature = (attempt: number, secrets: string[]) =>
    signatureHeaders({ mode: 'meta_raw', eventId: 'event-1', secrets, body, sentAt, attempt })[
      'x-hub-signature-256'
    ]
  const by = (secret: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  assert.equal(signature(1, ['new']), by('new'))
  assert.equal(signature(2, ['new']), by('new'))
  assert.equal(signature(1, ['new', 'old']), by('new'))
  assert.equal(signature(2, ['new', 'old']), by('old'))
  assert.equal(signature(3, ['new', 'old']), by('new'))
})

test('made secrets are usable, and no two are the same', () => {
  for (const mode of ['standard', 'meta_raw'] as const) {
    const text = newSecretText(mode)
    assert.equal(checkedSecretText(mode, text), text)
    assert.notEqual(newSecretText(mode), text)
  }
  assert.equal(standardKey(newSecretText('standard'))?.length, 32)
})

const standard = (bytes: number) => `whsec_${Buffer.alloc(bytes, 1).toString('base64')}`
for (const [mode, text, isTaken] of [
  ['standard', standard(23), false],
  ['standard', standard(24), true],
  ['standard', standard(64), true],
  ['standard', standard(65), false],
  ['standard', standard(32).replace(/=+$/, ''), true],
  ['standard', Buffer.alloc(32, 1).toString('base64'), false],
  ['standard', 'whsec_not base64 at all, though it is long enough', false],
  ['meta_raw', 'x'.repeat(15), false],
  ['meta_raw', 'x'.repeat(16), true],
  ['meta_raw', 'x'.repeat(128), true],
  ['meta_raw', 'x'.repeat(129), false],
  ['meta_raw', 'has a space in the middle', false],
] as const)
  test(`a ${mode} secret of ${text.length} characters like ${text.slice(0, 9)}… is ${isTaken ? 'taken' : 'refused, unnamed'}`, () => {
    if (isTaken) assert.equal(checkedSecretText(mode, text), text)
    else
      assert.throws(
        () => checkedSecretText(mode, text),
        (error: Error) => /secret_invalid/.test(error.message) && !error.message.includes(text),
      )
  })
