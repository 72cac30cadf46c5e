import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchQuickReplies, quickReplyQuery } from './quick-reply-match.ts'

const replies = [
  { id: '1', shortcut: 'hours', text: 'We are open from 9 to 6.' },
  { id: '2', shortcut: 'thanks', text: 'Thank you for your order!' },
  { id: '3', shortcut: 'address', text: 'Find us at 4 Mill Lane, our hours are on the door.' },
]
const found = (query: string) => matchQuickReplies(replies, query).map((reply) => reply.shortcut)

test('only a text that begins with a slash and has no space asks for quick replies', () => {
  assert.equal(quickReplyQuery('/'), '')
  assert.equal(quickReplyQuery('/Ho'), 'ho')
  assert.equal(quickReplyQuery('/ho '), null)
  assert.equal(quickReplyQuery('a/b'), null)
})

test('shortcuts come before texts, and letters in order still find', () => {
  assert.deepEqual(found('hours'), ['hours', 'address'])
  assert.deepEqual(found('tks'), ['thanks'])
  assert.deepEqual(found(''), ['address', 'hours', 'thanks'])
  assert.deepEqual(found('zzz'), [])
})
