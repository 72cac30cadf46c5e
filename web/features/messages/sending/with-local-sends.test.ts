import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message } from '#shared/contracts/message.ts'
import type { LocalSend } from './local-send.ts'
import { withLocalSends } from './with-local-sends.ts'

const outbound = (id: string, body: string, second: number) =>
  ({
    id,
    direction: 'outbound',
    type: 'text',
    content: { text: { body } },
    author: { kind: 'member', id: 'm', name: 'Meera' },
    occurredAt: new Date(Date.UTC(2026, 10, 20, 9, 0, second)).toISOString(),
    media: null,
  }) as unknown as Message

const sending = (id: string, body: string, state: LocalSend['state'] = 'sending') =>
  ({ id, state, message: outbound(id, body, 10) }) as LocalSend

const ids = (messages: Message[]) => messages.map(({ id }) => id)

test('what is on its way stands at the end', () => {
  const messages = [outbound('a', 'hi', 1)]
  assert.deepEqual(ids(withLocalSends(messages, [sending('local', 'yes')])), ['a', 'local'])
})

test('a message the server already shows is not shown twice', () => {
  const messages = [outbound('a', 'yes', 11)]
  assert.deepEqual(ids(withLocalSends(messages, [sending('local', 'yes')])), ['a'])
})

test('the same words sent twice are two messages', () => {
  const messages = [outbound('a', 'yes', 11)]
  const both = [sending('l1', 'yes'), sending('l2', 'yes')]
  assert.deepEqual(ids(withLocalSends(messages, both)), ['a', 'l2'])
})

test('earlier messages and failed sends are never taken for each other', () => {
  assert.deepEqual(ids(withLocalSends([outbound('a', 'yes', 2)], [sending('l', 'yes')])), [
    'a',
    'l',
  ])
  const failed = sending('l', 'yes', 'failed')
  assert.deepEqual(ids(withLocalSends([outbound('a', 'yes', 11)], [failed])), ['a', 'l'])
})
