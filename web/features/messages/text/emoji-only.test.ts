import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emojiOnlyCount } from './emoji-only.ts'

test('one to three emoji count, joined ones as one', () => {
  const cases: [string, number][] = [
    ['👍', 1],
    ['👩‍👩‍👧 🇮🇳', 2],
    ['❤', 1],
    ['❤️🎉👍🏽', 3],
    ['👍👍👍👍', 0],
    ['ok 👍', 0],
    ['7', 0],
    ['', 0],
  ]
  for (const [text, count] of cases) assert.equal(emojiOnlyCount(text), count, text)
})
