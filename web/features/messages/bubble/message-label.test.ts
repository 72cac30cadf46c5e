import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message } from '#shared/contracts/message.ts'
import { messageLabel } from './message-label.ts'
import { tickState } from './tick-state.ts'

const base = {
  direction: 'outbound',
  status: 'read',
  text: 'On its way',
  author: { kind: 'member', id: 'm', name: 'Meera' },
  reactions: [],
  occurredAt: '2026-11-20T14:02:00Z',
  sentAt: '2026-11-20T14:02:01Z',
  deliveredAt: null,
  readAt: '2026-11-20T14:03:00Z',
  playedAt: null,
  failedAt: null,
  editedAt: null,
  revokedAt: null,
} as unknown as Message

test('a label names author, time, text and tick', () => {
  assert.match(messageLabel(base), /^Meera, .*02.*: On its way, read$/)
})

test('what an inbound label adds is what happened to it, not a tick', () => {
  const inbound: Message = {
    ...base,
    direction: 'inbound',
    status: 'received',
    editedAt: '2026-11-20T14:05:00Z',
    reactions: [{ emoji: '👍', direction: 'outbound', authorName: 'Meera' }],
  }
  assert.match(messageLabel(inbound), /On its way, edited, reactions 👍$/)
  assert.match(messageLabel({ ...inbound, revokedAt: base.occurredAt }), /deleted by the customer/)
})

test('a tooltip lists only the times that are known', () => {
  assert.deepEqual(
    tickState(base).times.map(({ word }) => word),
    ['Written', 'Sent', 'Read'],
  )
  assert.equal(tickState({ ...base, status: 'accepted' }).tick, 'clock')
  assert.equal(tickState({ ...base, status: 'played' }).tick, 'twoRead')
})
