import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message } from '#shared/contracts/message.ts'
import { threadItems, unreadStart } from './thread-items.ts'
import type { ThreadSource } from './thread-items.ts'

const day = (hours: number, minutes = 0, date = 20) =>
  new Date(2026, 10, date, hours, minutes).toISOString()

const message = (id: string, occurredAt: string, change: Partial<Message> = {}): Message => ({
  id,
  conversationId: 'c',
  contactId: 'p',
  direction: 'inbound',
  type: 'text',
  status: 'received',
  content: { text: { body: id } },
  text: id,
  media: null,
  wamid: null,
  replyTo: null,
  reactions: [],
  author: { kind: 'contact', id: 'p', name: 'Asha' },
  error: null,
  occurredAt,
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  playedAt: null,
  failedAt: null,
  editedAt: null,
  revokedAt: null,
  ...change,
})

const note = (id: string, createdAt: string) => ({
  id,
  conversationId: 'c',
  author: { id: 'm', name: 'Meera' },
  text: id,
  createdAt,
})

const shape = (source: Partial<ThreadSource>) =>
  threadItems({
    messages: [],
    notes: [],
    hasOlder: false,
    unread: null,
    keyOf: (message) => message.id,
    ...source,
  }).map((item) =>
    item.kind === 'message'
      ? `${item.isGroupStart ? '[' : ''}${item.key}${item.isGroupEnd ? ']' : ''}`
      : item.kind,
  )

test('each day opens with a line', () => {
  const messages = [message('a', day(9, 0, 19)), message('b', day(9)), message('c', day(23))]
  assert.deepEqual(shape({ messages }), ['day', '[a]', 'day', '[b]', '[c]'])
})

test('bubbles of one author within five minutes form a group', () => {
  const bot = { kind: 'bot', id: null, name: 'Bot' } as const
  const messages = [
    message('a', day(9, 0)),
    message('b', day(9, 4)),
    message('c', day(9, 5), { direction: 'outbound', author: bot }),
    message('d', day(9, 6), { direction: 'outbound' }),
    message('e', day(9, 11), { direction: 'outbound' }),
  ]
  assert.deepEqual(shape({ messages }), ['day', '[a', 'b]', '[c]', '[d]', '[e]'])
})

test('notes stand at their time and split groups', () => {
  const messages = [message('a', day(9, 0)), message('b', day(9, 2))]
  const notes = [note('n2', day(10)), note('n1', day(9, 1))]
  assert.deepEqual(shape({ messages, notes }), ['day', '[a]', 'note', '[b]', 'note'])
})

test('notes older than the loaded messages wait for them', () => {
  const source = { messages: [message('a', day(9))], notes: [note('n', day(8))] }
  assert.deepEqual(shape({ ...source, hasOlder: true }), ['day', '[a]'])
  assert.deepEqual(shape(source), ['day', 'note', '[a]'])
})

test('system messages are lines, not bubbles', () => {
  assert.deepEqual(shape({ messages: [message('a', day(9), { type: 'system' })] }), [
    'day',
    'system',
  ])
})

test('the unread line stands above the oldest unread inbound message', () => {
  const messages = [
    message('a', day(9, 0)),
    message('b', day(9, 1)),
    message('c', day(9, 2), { direction: 'outbound' }),
    message('d', day(9, 3)),
  ]
  const unread = unreadStart(messages, 2)
  assert.deepEqual(unread, { fromId: 'b', count: 2 })
  assert.deepEqual(shape({ messages, unread }), ['day', '[a]', 'unread', '[b]', '[c]', '[d]'])
  assert.equal(unreadStart(messages, 0), null)
  assert.deepEqual(unreadStart(messages, 90), { fromId: 'a', count: 90 })
})
