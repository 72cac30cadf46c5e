import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitText } from './split-text.ts'

test('a short text stays whole, a blank one gives nothing', () => {
  assert.deepEqual(splitText('hello'), ['hello'])
  assert.deepEqual(splitText('  '), [])
})

test('a long text is cut at paragraphs before words', () => {
  assert.deepEqual(splitText('aaa bbb\n\nccc ddd', 12), ['aaa bbb', 'ccc ddd'])
  assert.deepEqual(splitText('aaa bbb ccc', 7), ['aaa bbb', 'ccc'])
})

test('without a break it is cut hard, but never inside a character', () => {
  assert.deepEqual(splitText('abcdefgh', 5), ['abcde', 'fgh'])
  assert.deepEqual(splitText('abcd😀ef', 5), ['abcd', '😀ef'])
})
