import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RenderedTemplate } from './message-envelope.ts'
import { messageSearchText } from './message-search-text.ts'
import { messagePreview, messageText } from './message-text.ts'
import type { RawObject } from './raw-content.ts'

const order = (currency: string, second = currency): RawObject => ({
  order: {
    product_items: [
      { product_retailer_id: 'mug', quantity: 2, item_price: 970, currency },
      { product_retailer_id: 'pot', quantity: 1, item_price: 400, currency: second },
    ],
  },
})

const cases: [type: string, message: RawObject, words: string, rendered?: RenderedTemplate][] = [
  ['text', { text: { body: 'Hi\nthere' } }, 'Hi\nthere'],
  ['text', {}, 'Empty message'],
  ['image', { image: { id: '1' } }, 'Photo'],
  ['image', { image: { caption: 'My pot' } }, 'Photo: My pot'],
  ['video', { video: { caption: '' } }, 'Video'],
  ['audio', { audio: { voice: true } }, 'Voice message'],
  ['audio', { audio: { voice: false } }, 'Audio'],
  ['document', { document: { filename: 'Offer.pdf', caption: 'Here' } }, 'Offer.pdf: Here'],
  ['document', { document: {} }, 'Document'],
  ['sticker', { sticker: { animated: true } }, 'Sticker'],
  ['location', { location: { latitude: 1, longitude: 2 } }, 'Location'],
  ['location', { location: { name: 'Kiln Yard' } }, 'Location: Kiln Yard'],
  [
    'contacts',
    { contacts: [{ name: { formatted_name: 'Ada' } }, { phones: [{ phone: '+1 555' }] }] },
    'Contact: Ada, +1 555',
  ],
  ['contacts', { contacts: [{}] }, 'Contact'],
  ['order', order('INR'), 'Order · 3 items · ₹2,340'],
  ['order', order('INR', 'USD'), 'Order · 3 items'],
  ['order', order('shells'), 'Order · 3 items · 2340 shells'],
  ['order', { order: {} }, 'Order'],
  ['button', { button: { text: 'Stop', payload: 'STOP' } }, 'Stop'],
  ['interactive', { interactive: { type: 'button_reply', button_reply: { title: 'Yes' } } }, 'Yes'],
  ['interactive', { interactive: { type: 'list_reply', list_reply: { title: 'Blue' } } }, 'Blue'],
  [
    'interactive',
    { interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow' } } },
    'Form answered',
  ],
  [
    'interactive',
    {
      interactive: { type: 'call_permission_reply', call_permission_reply: { response: 'accept' } },
    },
    'Calls allowed',
  ],
  ['interactive', { interactive: { type: 'button', body: { text: 'Which one?' } } }, 'Which one?'],
  ['interactive', {}, 'Interactive message'],
  ['template', { template: { name: 'order_ready' } }, 'Template: order_ready'],
  ['template', { template: { name: 'x' } }, 'Ready\nCome by', { header: 'Ready', body: 'Come by' }],
  ['reaction', { reaction: { emoji: '👍' } }, 'Reacted 👍'],
  ['reaction', { reaction: {} }, 'Took a reaction back'],
  ['system', { system: { body: 'Number changed' } }, 'Number changed'],
  [
    'unsupported',
    { unsupported: { type: 'poll_creation' } },
    'Unsupported message (poll_creation)',
  ],
  ['unsupported', {}, 'Unsupported message'],
  ['hologram', { hologram: {} }, 'Unsupported message (hologram)'],
]
for (const [type, message, words, rendered] of cases)
  test(`${type} in words: ${JSON.stringify(words)}`, () => {
    assert.equal(messageText(type, message, rendered), words)
  })

test('a preview is one line and never cuts a character in two', () => {
  assert.equal(messagePreview('text', { text: { body: 'a\n\n b' } }), 'a b')
  const preview = messagePreview('text', { text: { body: '🪴'.repeat(500) } })
  assert.equal([...preview].length, 160)
  assert.match(preview, /^(🪴)+…$/u)
})

test('search finds what people wrote, not the names that we give to kinds', () => {
  const words = (type: string, message: RawObject) => messageSearchText(type, { message })
  assert.equal(words('image', { image: { caption: 'glaze' } }), 'glaze')
  assert.equal(words('image', { image: {} }), '')
  assert.equal(words('hologram', { hologram: { caption: 'glaze' } }), 'glaze')
  assert.equal(
    words('interactive', {
      interactive: {
        type: 'nfm_reply',
        nfm_reply: {
          response_json: '{"flow_token":"secret","size":"large","more":{"note":"blue"}}',
        },
      },
    }),
    'large\nblue',
  )
  assert.equal(
    words('interactive', { interactive: { nfm_reply: { response_json: 'not json' } } }),
    '',
  )
})
