import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, type TenantId } from '../platform/ids.ts'
import { readHintNotice, writeHintNotices, type AddressedHint } from './hint-notice.ts'

const hint = (): AddressedHint => ({
  tenantId: newId<TenantId>(),
  hint: { kind: 'status', conversationId: newId(), messageId: newId() },
})

test('a thousand hints travel in notices that PostgreSQL takes, none lost', () => {
  const hints = Array.from({ length: 1000 }, hint)
  const notices = writeHintNotices('here', hints)
  for (const notice of notices) assert.ok(Buffer.byteLength(notice) < 8000)
  assert.deepEqual(
    notices.flatMap((notice) => {
      const read = readHintNotice(notice)?.hints
      return Array.isArray(read) ? read : []
    }),
    hints,
  )
})

test('no hints make no notice, and resync is one of its own', () => {
  assert.deepEqual(writeHintNotices('here', []), [])
  const [notice = ''] = writeHintNotices('here', 'resync')
  assert.deepEqual(readHintNotice(notice), { origin: 'here', hints: 'resync' })
})

test('a notice of another shape is left alone', () => {
  for (const text of ['', 'x', '{}', '{"origin":"a","hints":[["t","smell",null,null]]}'])
    assert.equal(readHintNotice(text), null)
})
