import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseWhatsAppText } from './whatsapp-text.ts'

const inline = (text: string) => {
  const [block] = parseWhatsAppText(text)
  assert.ok(block && block.kind === 'lines')
  return block.children
}

test('plain text stays one piece', () => {
  assert.deepEqual(inline('Hello there'), [{ kind: 'text', text: 'Hello there' }])
})

test('bold, italic, strike and code become spans', () => {
  assert.deepEqual(inline('*a b* _c_ ~d~ `e*f*`'), [
    { kind: 'bold', children: [{ kind: 'text', text: 'a b' }] },
    { kind: 'text', text: ' ' },
    { kind: 'italic', children: [{ kind: 'text', text: 'c' }] },
    { kind: 'text', text: ' ' },
    { kind: 'strike', children: [{ kind: 'text', text: 'd' }] },
    { kind: 'text', text: ' ' },
    { kind: 'code', text: 'e*f*' },
  ])
})

test('spans nest', () => {
  assert.deepEqual(inline('*_both_*'), [
    { kind: 'bold', children: [{ kind: 'italic', children: [{ kind: 'text', text: 'both' }] }] },
  ])
})

test('marks inside words, beside spaces and without an end stay as typed', () => {
  for (const text of ['order_id_7', '2 * 3 * 4', '*open', '**', 'a * b', '* not strong*x']) {
    const nodes = parseWhatsAppText(text)
    assert.ok(!JSON.stringify(nodes).match(/bold|italic/), text)
  }
})

test('a span does not cross a line', () => {
  assert.deepEqual(inline('*one\ntwo*'), [{ kind: 'text', text: '*one\ntwo*' }])
})

test('addresses become links without the full stop behind them', () => {
  assert.deepEqual(inline('See https://shop.example/a_b_(c). Or www.shop.example!'), [
    { kind: 'text', text: 'See ' },
    { kind: 'link', href: 'https://shop.example/a_b_(c)', text: 'https://shop.example/a_b_(c)' },
    { kind: 'text', text: '. Or ' },
    { kind: 'link', href: 'https://www.shop.example', text: 'www.shop.example' },
    { kind: 'text', text: '!' },
  ])
  assert.deepEqual(inline('(mail ann@shop.example)'), [
    { kind: 'text', text: '(mail ' },
    { kind: 'link', href: 'mailto:ann@shop.example', text: 'ann@shop.example' },
    { kind: 'text', text: ')' },
  ])
})

test('a script address never becomes a link', () => {
  assert.deepEqual(inline('javascript:alert(1)'), [{ kind: 'text', text: 'javascript:alert(1)' }])
})

test('quotes, lists and fenced blocks are blocks of their own', () => {
  assert.deepEqual(parseWhatsAppText('Need:\n- two *alu*\n- one\n> said\n```x = 1```'), [
    { kind: 'lines', children: [{ kind: 'text', text: 'Need:' }] },
    {
      kind: 'list',
      items: [
        [
          { kind: 'text', text: 'two ' },
          { kind: 'bold', children: [{ kind: 'text', text: 'alu' }] },
        ],
        [{ kind: 'text', text: 'one' }],
      ],
    },
    { kind: 'quote', children: [{ kind: 'text', text: 'said' }] },
    { kind: 'codeBlock', text: 'x = 1' },
  ])
})
