import assert from 'node:assert/strict'
import { test } from 'node:test'
import { highlightParts } from './highlight-parts.ts'

const marked = (text: string, search: string) =>
  highlightParts(text, search)
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('')

test('words are marked where they begin a word, in any case', () => {
  assert.equal(
    marked('The Glaze, re-glazed; unglazed', 'glaze'),
    'The [Glaze], re-[glaze]d; unglazed',
  )
  assert.equal(marked('Priya Nair', 'na pri'), '[Pri]ya [Na]ir')
  assert.equal(marked('ليلى منصور', 'منص'), 'ليلى [منص]ور')
})

test('signs that mean something in patterns are only signs', () => {
  assert.equal(marked('5 (five) for $4.50?', '(five) $4.5'), '5 [(five)] for [$4.5]0?')
})

test('a search without words marks nothing', () => {
  assert.deepEqual(highlightParts('Hello', '  '), [{ text: 'Hello', isMatch: false, at: 0 }])
})
