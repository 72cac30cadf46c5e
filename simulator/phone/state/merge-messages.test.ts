import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChatMessage } from '../simulator-api/wire-types.ts'
import { pendingMessage, type Draft } from './draft.ts'
import { changeMessage, mergeMessages, releaseHeld, settleSending } from './merge-messages.ts'
import { emptyThread, type Thread } from './thread-store.ts'

const draft: Draft = { type: 'text', body: 'hello', repliesTo: null }

function message(id: string, timestampMs: number, part: Partial<ChatMessage> = {}): ChatMessage {
  const base = pendingMessage(draft, id, timestampMs)
  return { ...base, status: 'sent', ...part } as ChatMessage
}

function sendingThread(): Thread {
  const pending = pendingMessage(draft, 'draft-1', 1000)
  const entry = { key: 'draft-1', message: pending, draft, failure: null }
  return { ...emptyThread, phase: 'ready', entries: [entry] }
}

const idsOf = (thread: Thread) => thread.entries.map((entry) => entry.message.id)

test('messages stand in the order of their times, whatever order they come in', () => {
  const thread = mergeMessages(emptyThread, [message('b', 2), message('a', 1), message('c', 3)])
  assert.deepEqual(idsOf(thread), ['a', 'b', 'c'])
})

test('a message that comes twice is there once, with its latest content', () => {
  const first = mergeMessages(emptyThread, [message('a', 1)])
  const second = mergeMessages(first, [message('a', 1, { edited: true })])
  assert.deepEqual(idsOf(second), ['a'])
  assert.equal(second.entries[0]?.message.edited, true)
})

test('a page loaded late does not take ticks away', () => {
  const thread = mergeMessages(emptyThread, [message('a', 1, { status: 'read' })])
  const late = mergeMessages(thread, [message('a', 1, { status: 'delivered' })])
  assert.equal(late.entries[0]?.message.status, 'read')
})

test('the announcement of a message under way does not show it twice', () => {
  const announced = mergeMessages(sendingThread(), [message('wamid.1', 1001)])
  assert.deepEqual(idsOf(announced), ['draft-1'])
  const settled = settleSending(announced, 'draft-1', { id: 'wamid.1', timestampMs: 1001 })
  assert.deepEqual(idsOf(settled), ['wamid.1'])
  assert.equal(settled.entries[0]?.key, 'draft-1')
  assert.deepEqual(settled.held, [])
})

test('an own message from elsewhere appears when sending has ended', () => {
  const announced = mergeMessages(sendingThread(), [message('wamid.other', 1002)])
  const settled = settleSending(announced, 'draft-1', { id: 'wamid.1', timestampMs: 1001 })
  assert.deepEqual(idsOf(settled), ['wamid.1', 'wamid.other'])
})

test('ticks that come before the answer to the sending are kept', () => {
  const announced = mergeMessages(sendingThread(), [message('wamid.1', 1001)])
  const read = changeMessage(announced, 'wamid.1', (own) => ({ ...own, status: 'read' }))
  const settled = settleSending(read, 'draft-1', { id: 'wamid.1', timestampMs: 1001 })
  assert.equal(settled.entries[0]?.message.status, 'read')
})

test('messages of the business are never held back', () => {
  const thread = mergeMessages(sendingThread(), [
    message('wamid.2', 1002, { direction: 'to_person' }),
  ])
  assert.deepEqual(idsOf(thread), ['draft-1', 'wamid.2'])
})

test('what was held is let in after a failure too', () => {
  const announced = mergeMessages(sendingThread(), [message('wamid.other', 1002)])
  const [entry] = announced.entries
  assert.ok(entry)
  const failed = { ...entry, message: { ...entry.message, status: 'failed' as const } }
  const released = releaseHeld({ ...announced, entries: [failed] })
  assert.deepEqual(idsOf(released), ['draft-1', 'wamid.other'])
})

test('a file sent from here stays shown from memory', () => {
  const blob = message('a', 1, { mediaUrl: 'blob:x' })
  const thread = mergeMessages(mergeMessages(emptyThread, [blob]), [
    message('a', 1, { mediaUrl: '/simulator/api/media/1' }),
  ])
  assert.equal(thread.entries[0]?.message.mediaUrl, 'blob:x')
})
