import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConversationView, type Conversation } from '#shared/contracts/conversation.ts'
import { belongsToView, wouldMove } from './belongs-to-view.ts'

const nowMs = Date.parse('2026-11-20T12:00:00.000Z')
const me = { memberId: 'me', nowMs }
const at = (hours: number) => new Date(nowMs + hours * 3_600_000).toISOString()

const conversation = (over: Partial<Conversation> = {}) =>
  ({
    id: 'a',
    status: 'open',
    snoozedUntil: null,
    assignee: null,
    unreadCount: 0,
    needsReply: false,
    window: { state: 'open', closesAt: at(10), closedAt: null },
    lastMessage: null,
    lastActivityAt: at(-1),
    ...over,
  }) as Conversation

const viewsOf = (over: Partial<Conversation>) =>
  ConversationView.options.filter((view) => belongsToView(conversation(over), view, me)).join(' ')

test('a conversation is in the views that describe it', () => {
  assert.equal(viewsOf({}), 'all unassigned')
  assert.equal(viewsOf({ assignee: { id: 'me', name: 'Me' } }), 'all mine')
  assert.equal(viewsOf({ unreadCount: 2, needsReply: true }), 'all unassigned unread waiting_on_us')
  assert.equal(viewsOf({ status: 'resolved', unreadCount: 2 }), 'resolved')
})

test('a snoozed conversation sleeps until its time has come', () => {
  const snoozed = (snoozedUntil: string | null) =>
    viewsOf({ status: 'snoozed', snoozedUntil, needsReply: true })
  assert.equal(snoozed(at(1)), 'all')
  assert.equal(snoozed(null), 'all')
  assert.equal(snoozed(at(-1)), 'all unassigned waiting_on_us')
})

test('a window closes soon within its last two hours, and is shut once it has run out', () => {
  const open = (hours: number) =>
    ({ window: { state: 'open', closesAt: at(hours), closedAt: null } }) as const
  assert.equal(viewsOf(open(2)), 'all unassigned closing_soon')
  assert.equal(viewsOf(open(2.1)), 'all unassigned')
  assert.equal(viewsOf(open(-0.1)), 'all unassigned window_shut')
})

test('only rows in the wrong place would move', () => {
  const rows = [
    conversation({ id: 'a', lastActivityAt: at(-1) }),
    conversation({ id: 'b', lastActivityAt: at(-2) }),
  ]
  const [a, b] = rows as [Conversation, Conversation]
  assert.equal(wouldMove(a, rows, true), false)
  assert.equal(wouldMove(b, rows, true), false)
  assert.equal(wouldMove(a, rows, false), true)
  const late = conversation({ id: 'b', lastActivityAt: at(0) })
  assert.equal(wouldMove(late, [a, late], true), true)
})

test('a row that is not loaded moves in only from above the last loaded one', () => {
  const rows = [conversation({ id: 'a', lastActivityAt: at(-2) })]
  assert.equal(wouldMove(conversation({ id: 'new', lastActivityAt: at(0) }), rows, true), true)
  assert.equal(wouldMove(conversation({ id: 'old', lastActivityAt: at(-9) }), rows, true), false)
  assert.equal(wouldMove(conversation({ id: 'new', lastActivityAt: at(0) }), rows, false), false)
  assert.equal(wouldMove(conversation({ id: 'new' }), [], true), true)
})
