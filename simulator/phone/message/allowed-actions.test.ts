import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChatMessage } from '../simulator-api/wire-types.ts'
import { allowedActions } from './allowed-actions.ts'

const minuteMs = 60_000
const own: ChatMessage = {
  id: 'wamid.1',
  direction: 'to_business',
  timestampMs: 0,
  status: 'sent',
  repliesTo: null,
  forwarded: false,
  reactions: [],
  edited: false,
  revoked: false,
  mediaUrl: null,
  type: 'text',
  content: { body: 'hello' },
}

test('an own text can be edited for 15 minutes', () => {
  assert.equal(allowedActions(own, 15 * minuteMs - 1).edit, true)
  assert.equal(allowedActions(own, 15 * minuteMs).edit, false)
})

test('an own message can be deleted for everyone for two days', () => {
  assert.equal(allowedActions(own, 2 * 24 * 60 * minuteMs - 1).revoke, true)
  assert.equal(allowedActions(own, 2 * 24 * 60 * minuteMs).revoke, false)
})

test('messages of the business can be answered, not changed', () => {
  const theirs: ChatMessage = { ...own, direction: 'to_person' }
  assert.deepEqual(allowedActions(theirs, 0), {
    react: true,
    reply: true,
    copy: true,
    edit: false,
    revoke: false,
  })
})

test('nothing can be done to a message that is on its way or deleted', () => {
  const nothing = { react: false, reply: false, edit: false, revoke: false }
  assert.deepEqual(allowedActions({ ...own, status: 'pending' }, 0), { ...nothing, copy: true })
  assert.deepEqual(allowedActions({ ...own, revoked: true }, 0), { ...nothing, copy: false })
})
