import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Conversation } from '#shared/contracts/conversation.ts'
import { mergeHead } from './merge-head.ts'

const at = (minute: number) => `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000Z`
const row = (id: string, minute: number) => ({ id, lastActivityAt: at(minute) }) as Conversation
const page = (nextCursor: string | null, ...data: Conversation[]) => ({ data, nextCursor })
const ids = (pages: { data: Conversation[] }[]) =>
  pages.map((p) => p.data.map((r) => r.id).join(''))

test('a row that moved up leaves its old place', () => {
  const earlier = [page('1', row('a', 50), row('b', 40)), page('2', row('c', 30), row('d', 20))]
  const merged = mergeHead(page('x', row('d', 55), row('a', 50)), earlier)
  assert.deepEqual(ids(merged), ['da', 'b', 'c'])
  assert.equal(merged.at(-1)?.nextCursor, '2')
})

test('a row the fresh page ought to name but does not has left the view', () => {
  const earlier = [page('1', row('a', 50), row('b', 45), row('c', 40))]
  assert.deepEqual(ids(mergeHead(page('x', row('a', 50), row('c', 40)), earlier)), ['ac'])
})

test('pages that do not touch are dropped, so that no gap is hidden', () => {
  const earlier = [page(null, row('a', 10), row('b', 9))]
  assert.deepEqual(ids(mergeHead(page('x', row('y', 50), row('z', 49)), earlier)), ['yz'])
})

test('a last page replaces everything', () => {
  const earlier = [page('1', row('a', 50), row('b', 40))]
  assert.deepEqual(ids(mergeHead(page(null, row('a', 50)), earlier)), ['a'])
})
