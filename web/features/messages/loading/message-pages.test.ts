import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message } from '#shared/contracts/message.ts'
import {
  changedBy,
  chronological,
  mergeNewest,
  upsertMessage,
  type MessagePages,
} from './message-pages.ts'

const message = (id: string, minute: number, status: Message['status'] = 'received') =>
  ({ id, status, occurredAt: new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString() }) as Message

const pages: MessagePages = [
  { data: [message('d', 40), message('c', 30)], nextCursor: 'older' },
  { data: [message('b', 20)], nextCursor: 'oldest' },
]
const ids = (result: MessagePages) => chronological(result).map(({ id }) => id)

test('a new message goes to the end, a late one to its place', () => {
  assert.deepEqual(ids(upsertMessage(pages, message('e', 50))), ['b', 'c', 'd', 'e'])
  assert.deepEqual(ids(upsertMessage(pages, message('x', 35))), ['b', 'c', 'x', 'd'])
  assert.deepEqual(ids(upsertMessage(pages, message('x', 25))), ['b', 'x', 'c', 'd'])
})

test('a message older than what is loaded waits for its page, unless there is none', () => {
  assert.deepEqual(ids(upsertMessage(pages, message('a', 1))), ['b', 'c', 'd'])
  const whole = [{ data: [message('b', 20)], nextCursor: null }]
  assert.deepEqual(ids(upsertMessage(whole, message('a', 1))), ['a', 'b'])
  assert.deepEqual(ids(upsertMessage([{ data: [], nextCursor: null }], message('a', 1))), ['a'])
})

test('an answer that was overtaken does not take ticks back', () => {
  const read = upsertMessage(pages, message('d', 40, 'read'))
  const late = upsertMessage(
    upsertMessage(
      [{ data: [message('d', 40, 'queued')], nextCursor: null }],
      message('d', 40, 'read'),
    ),
    message('d', 40, 'delivered'),
  )
  assert.equal(chronological(late)[0]?.status, 'read')
  assert.equal(ids(read).length, 3)
})

test('the newest page is merged in when it touches what is loaded, and replaces it when not', () => {
  const touching = { data: [message('e', 50), message('d', 40)], nextCursor: 'n' }
  assert.deepEqual(ids(mergeNewest(pages, touching)), ['b', 'c', 'd', 'e'])
  const apart = { data: [message('z', 59)], nextCursor: 'n' }
  assert.deepEqual(mergeNewest(pages, apart), [apart])
})

test('reactions, edits and deletions name the message they change', () => {
  const cases: [string, Message['content'], string | null][] = [
    ['reaction', { reaction: { message_id: 'wamid.A', emoji: '👍' } }, 'wamid.A'],
    ['edit', { edit: { original_message_id: 'wamid.B' } }, 'wamid.B'],
    ['revoke', { revoke: { original_message_id: 'wamid.C' } }, 'wamid.C'],
    ['text', { text: { body: 'hi' } }, null],
  ]
  for (const [type, content, id] of cases) assert.equal(changedBy({ type, content }), id, type)
})
