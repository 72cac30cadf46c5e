import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseRichText, plainText } from './parse-rich-text.ts'

test('marks around words become styles, also inside each other', () => {
  assert.deepEqual(parseRichText('a *b _c_* d'), [
    { kind: 'plain', text: 'a ' },
    {
      kind: 'bold',
      pieces: [
        { kind: 'plain', text: 'b ' },
        { kind: 'italic', pieces: [{ kind: 'plain', text: 'c' }] },
      ],
    },
    { kind: 'plain', text: ' d' },
  ])
})

test('marks inside words, alone or around blanks stay text', () => {
  for (const text of ['2*3*4', 'snake_case_name', '* not bold *', 'a * b', '~', '**']) {
    assert.deepEqual(parseRichText(text), [{ kind: 'plain', text }], text)
  }
})

test('code keeps its marks as they are', () => {
  assert.deepEqual(parseRichText('run `a *b* c`'), [
    { kind: 'plain', text: 'run ' },
    { kind: 'code', text: 'a *b* c' },
  ])
  assert.deepEqual(parseRichText('```x\n_y_```'), [{ kind: 'code', text: 'x\n_y_' }])
})

test('a link keeps its underscores and leaves the punctuation behind it out', () => {
  assert.deepEqual(parseRichText('see https://example.com/my_menu_today.'), [
    { kind: 'plain', text: 'see ' },
    {
      kind: 'link',
      text: 'https://example.com/my_menu_today',
      href: 'https://example.com/my_menu_today',
    },
    { kind: 'plain', text: '.' },
  ])
})

test('only web addresses become links', () => {
  const text = 'javascript:alert(1) data:text/html,x'
  assert.deepEqual(parseRichText(text), [{ kind: 'plain', text }])
})

test('a preview is one line without marks', () => {
  assert.equal(plainText('*Total*\n~30~ 20'), 'Total 30 20')
})
