import assert from 'node:assert/strict'
import test from 'node:test'
import { checkContent } from '#simulator/graph/check-content.ts'
import { GraphError } from '#simulator/graph/graph-error.ts'
import type { SendContext } from '#simulator/graph/send-context.ts'
import { openStore } from '#simulator/store/open-store.ts'
import { saveMedia } from '#simulator/store/media-store.ts'

const number = {
  phoneNumberId: '1',
  wabaId: 'waba',
  businessId: 'portfolio',
  displayPhoneNumber: '15550100001',
  verifiedName: 'Shop',
  accessToken: 'token',
  throughput: 80,
  messagingLimit: null,
  isRegistered: true,
  createdAtMs: 0,
}
const store = openStore(':memory:')
const context: SendContext = { store, number, nowMs: 1000 }
for (const [mediaId, mime, phoneNumberId] of [
  ['picture', 'image/png', '1'],
  ['clip', 'video/mp4', '1'],
  ['foreign', 'image/png', '2'],
] as const) {
  saveMedia(store, {
    mediaId,
    phoneNumberId,
    origin: 'business',
    mime,
    sha256: mediaId,
    sizeBytes: 1,
    filename: null,
    createdAtMs: 0,
  })
}

const codeFor = (type: string, content: unknown): number | null => {
  try {
    checkContent(type, { [type]: content }, context)
    return null
  } catch (error) {
    if (error instanceof GraphError) return error.code
    throw error
  }
}

type Case = [what: string, type: string, content: unknown, code: number | null]

const x = (count: number) => 'x'.repeat(count)
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const contact = { name: { formatted_name: 'Ann' } }

const plain: Case[] = [
  ['a text of 4096 characters', 'text', { body: x(4096) }, null],
  ['a text of 4097 characters', 'text', { body: x(4097) }, 131009],
  ['a text of 4096 emoji, which are 8192 code units', 'text', { body: '😀'.repeat(4096) }, null],
  ['an empty text', 'text', { body: '' }, 131008],
  ['a text of spaces', 'text', { body: '  ' }, 131009],
  ['a text that is no string', 'text', { body: 5 }, 131009],
  ['a text without body', 'text', {}, 131008],
  ['a text that is no object', 'text', 'Hi', 100],
  ['an image by id', 'image', { id: 'picture' }, null],
  ['an image by link', 'image', { link: 'https://example.com/a.png' }, null],
  ['an image by id and link', 'image', { id: 'picture', link: 'https://example.com/a' }, 131009],
  ['an image by neither', 'image', {}, 131009],
  ['an image by a link that is no address', 'image', { link: 'a.png' }, 131009],
  ['an image of another number', 'image', { id: 'foreign' }, 100],
  ['an image that was never uploaded', 'image', { id: 'nothing' }, 100],
  ['a video sent as image', 'image', { id: 'clip' }, 131053],
  ['any file as document', 'document', { id: 'clip', filename: 'a.mp4' }, null],
  ['a caption of 1024 characters', 'image', { id: 'picture', caption: x(1024) }, null],
  ['a caption of 1025 characters', 'image', { id: 'picture', caption: x(1025) }, 131009],
  ['audio with a caption', 'audio', { link: 'https://example.com/a', caption: 'a' }, 131009],
  ['a location', 'location', { latitude: '48.2', longitude: 16.37 }, null],
  ['a location at the pole', 'location', { latitude: 90, longitude: -180 }, null],
  ['a location beyond the pole', 'location', { latitude: 90.1, longitude: 0 }, 131009],
  ['a location without longitude', 'location', { latitude: 1 }, 131008],
  ['257 contacts', 'contacts', many(257, () => contact), null],
  ['258 contacts', 'contacts', many(258, () => contact), 131009],
  ['no contacts', 'contacts', [], 131009],
  ['a contact without a formatted name', 'contacts', [{ name: { first_name: 'Ann' } }], 131008],
  ['a reaction', 'reaction', { message_id: 'wamid.A', emoji: '👍🏽' }, null],
  ['a reaction taken away', 'reaction', { message_id: 'wamid.A', emoji: '' }, null],
  ['a reaction with a flag', 'reaction', { message_id: 'wamid.A', emoji: '🇦🇹' }, null],
  ['a reaction with two emoji', 'reaction', { message_id: 'wamid.A', emoji: '👍👍' }, 131009],
  ['a reaction with a letter', 'reaction', { message_id: 'wamid.A', emoji: 'a' }, 131009],
  ['a reaction to nothing', 'reaction', { emoji: '👍' }, 131008],
  ['a type Meta does not know', 'poll', {}, 131051],
  ['a type without its object', 'location', undefined, 131008],
]

const body = { text: 'Pick' }
const button = (id: string, title = id) => ({ type: 'reply', reply: { id, title } })
const buttons = (list: unknown[], more: object = {}) => ({
  type: 'button',
  body,
  action: { buttons: list },
  ...more,
})
const row = (id: string, more: object = {}) => ({ id, title: 'Row', ...more })
const list = (sections: unknown[], more: object = {}) => ({
  type: 'list',
  body,
  action: { button: 'Open', sections },
  ...more,
})
const cta = (parameters: object, more: object = {}) => ({
  type: 'cta_url',
  body,
  action: { name: 'cta_url', parameters },
  ...more,
})
const flow = (parameters: object) => ({
  type: 'flow',
  body,
  action: {
    name: 'flow',
    parameters: { flow_message_version: '3', flow_id: '1', flow_cta: 'Book', ...parameters },
  },
})
const card = (index: number, more: object = {}) => ({
  card_index: index,
  type: 'cta_url',
  header: { type: 'image', image: { id: 'picture' } },
  action: {
    name: 'cta_url',
    parameters: { display_text: 'Shop', url: 'https://example.com' },
  },
  ...more,
})
const carousel = (cards: unknown[]) => ({ type: 'carousel', body, action: { cards } })
const products = (counts: number[]) => ({
  type: 'product_list',
  header: { type: 'text', text: 'Shop' },
  body,
  action: {
    catalog_id: 'c',
    sections: counts.map((count) => ({
      title: 'S',
      product_items: many(count, (index) => ({ product_retailer_id: `sku${index}` })),
    })),
  },
})
const header = (text: string) => ({ header: { type: 'text', text } })
const url = 'https://example.com'

const interactive: [what: string, content: unknown, code: number | null][] = [
  ['three buttons', buttons([button('a'), button('b'), button('c')]), null],
  ['four buttons', buttons(['a', 'b', 'c', 'd'].map((id) => button(id))), 131009],
  ['no buttons', buttons([]), 131009],
  ['a button title of 20 characters', buttons([button('a', x(20))]), null],
  ['a button title of 21 characters', buttons([button('a', x(21))]), 131009],
  ['a button id of 256 characters', buttons([button(x(256), 'a')]), null],
  ['a button id of 257 characters', buttons([button(x(257), 'a')]), 131009],
  ['a button id that ends with a space', buttons([button('a ')]), 131009],
  ['two buttons with one id', buttons([button('a', 'A'), button('a', 'B')]), 131009],
  ['two buttons with one title', buttons([button('a', 'A'), button('b', 'A')]), 131009],
  ['a body of 1024 characters', buttons([button('a')], { body: { text: x(1024) } }), null],
  ['a body of 1025 characters', buttons([button('a')], { body: { text: x(1025) } }), 131009],
  ['buttons without body', buttons([button('a')], { body: undefined }), 131008],
  ['a header of 60 characters', buttons([button('a')], header(x(60))), null],
  ['a header of 61 characters', buttons([button('a')], header(x(61))), 131009],
  ['a footer of 60 characters', buttons([button('a')], { footer: { text: x(60) } }), null],
  ['a footer of 61 characters', buttons([button('a')], { footer: { text: x(61) } }), 131009],
  [
    'buttons below a picture',
    buttons([button('a')], { header: { type: 'image', image: { id: 'picture' } } }),
    null,
  ],
  ['a list with 10 rows', list([{ rows: many(10, (index) => row(`r${index}`)) }]), null],
  ['a list with 11 rows', list([{ rows: many(11, (index) => row(`r${index}`)) }]), 131009],
  [
    'a list with 11 rows in two sections',
    list([
      { title: 'A', rows: many(6, (index) => row(`a${index}`)) },
      { title: 'B', rows: many(5, (index) => row(`b${index}`)) },
    ]),
    131009,
  ],
  [
    'ten sections',
    list(many(10, (index) => ({ title: `S${index}`, rows: [row(`r${index}`)] }))),
    null,
  ],
  [
    'eleven sections',
    list(many(11, (index) => ({ title: `S${index}`, rows: [row(`r${index}`)] }))),
    131009,
  ],
  ['two sections, one untitled', list([{ rows: [row('a')] }, { rows: [row('b')] }]), 131008],
  ['a section title of 24 characters', list([{ title: x(24), rows: [row('a')] }]), null],
  ['a section title of 25 characters', list([{ title: x(25), rows: [row('a')] }]), 131009],
  ['a row id of 200 characters', list([{ rows: [row(x(200))] }]), null],
  ['a row id of 201 characters', list([{ rows: [row(x(201))] }]), 131009],
  ['a row title of 24 characters', list([{ rows: [row('a', { title: x(24) })] }]), null],
  ['a row title of 25 characters', list([{ rows: [row('a', { title: x(25) })] }]), 131009],
  ['a description of 72 characters', list([{ rows: [row('a', { description: x(72) })] }]), null],
  ['a description of 73 characters', list([{ rows: [row('a', { description: x(73) })] }]), 131009],
  ['two rows with one id', list([{ rows: [row('a'), row('a')] }]), 131009],
  [
    'a list body of 4096 characters',
    list([{ rows: [row('a')] }], { body: { text: x(4096) } }),
    null,
  ],
  [
    'a list body of 4097 characters',
    list([{ rows: [row('a')] }], { body: { text: x(4097) } }),
    131009,
  ],
  [
    'a list below a picture',
    list([{ rows: [row('a')] }], { header: { type: 'image', image: { id: 'picture' } } }),
    131009,
  ],
  ['a link button of 20 characters', cta({ display_text: x(20), url }), null],
  ['a link button of 21 characters', cta({ display_text: x(21), url }), 131009],
  ['a link button without address', cta({ display_text: 'Go' }), 131008],
  ['a link button to a script', cta({ display_text: 'Go', url: 'javascript:1' }), 131009],
  [
    'a request for the location',
    { type: 'location_request_message', body, action: { name: 'send_location' } },
    null,
  ],
  [
    'a request for the location with a header',
    { type: 'location_request_message', body, ...header('h'), action: { name: 'send_location' } },
    131009,
  ],
  [
    'a request to call, without body',
    { type: 'call_permission_request', action: { name: 'call_permission_request' } },
    null,
  ],
  ['a call button', { type: 'voice_call', body, action: { name: 'voice_call' } }, null],
  [
    'a call button for 43200 minutes',
    {
      type: 'voice_call',
      body,
      action: { name: 'voice_call', parameters: { ttl_minutes: 43_200 } },
    },
    null,
  ],
  [
    'a call button for 43201 minutes',
    {
      type: 'voice_call',
      body,
      action: { name: 'voice_call', parameters: { ttl_minutes: 43_201 } },
    },
    131009,
  ],
  ['a flow', flow({ flow_action_payload: { screen: 'A', data: { k: 'v' } } }), null],
  ['a flow by id and name', flow({ flow_name: 'a' }), 131009],
  ['a flow by neither', flow({ flow_id: undefined }), 131008],
  ['a flow button of 30 characters', flow({ flow_cta: x(30) }), null],
  ['a flow button of 31 characters', flow({ flow_cta: x(31) }), 131009],
  ['a flow button with an emoji', flow({ flow_cta: 'Go 🚀' }), 131009],
  ['a flow with empty data', flow({ flow_action_payload: { screen: 'A', data: {} } }), 131009],
  ['a carousel of 2 cards', carousel([card(0), card(1)]), null],
  ['a carousel of 10 cards', carousel(many(10, (index) => card(index))), null],
  ['a carousel of 1 card', carousel([card(0)]), 131009],
  ['a carousel of 11 cards', carousel(many(11, (index) => card(index % 10))), 131009],
  ['two cards in one place', carousel([card(0), card(0)]), 131009],
  ['a card body of 160 characters', carousel([card(0, { body: { text: x(160) } }), card(1)]), null],
  [
    'a card body of 161 characters',
    carousel([card(0, { body: { text: x(161) } }), card(1)]),
    131009,
  ],
  [
    'a card body of 4 lines',
    carousel([card(0, { body: { text: '1\n2\n3\n4' } }), card(1)]),
    131009,
  ],
  [
    'cards with a picture and a video',
    carousel([card(0), card(1, { header: { type: 'video', video: { id: 'clip' } } })]),
    131009,
  ],
  ['30 products', products([15, 15]), null],
  ['31 products', products([16, 15]), 131009],
  ['products without a header', { ...products([1]), header: undefined }, 131008],
  ['a product', { type: 'product', action: { catalog_id: 'c', product_retailer_id: 'sku' } }, null],
  ['an interactive message of no known kind', { type: 'poll', body, action: {} }, 131009],
  ['an interactive message without action', { type: 'button', body }, 131008],
]

const price = (value: number) => ({ value, offset: 100 })
const order = (total: number, reference = 'order-1') => ({
  type: 'order_details',
  body,
  action: {
    name: 'review_and_pay',
    parameters: {
      reference_id: reference,
      type: 'digital-goods',
      currency: 'INR',
      total_amount: price(total),
      order: {
        status: 'pending',
        items: [],
        subtotal: price(200),
        tax: price(20),
        shipping: price(30),
        discount: price(50),
      },
    },
  },
})
const payment: typeof interactive = [
  ['an order whose total is right', order(200), null],
  ['an order whose total is wrong', order(201), 131009],
  ['an order reference of 35 characters', order(200, x(35)), null],
  ['an order reference of 36 characters', order(200, x(36)), 131009],
  ['an order reference with a space', order(200, 'a b'), 131009],
]

const cases: Case[] = [
  ...plain,
  ...[...interactive, ...payment].map(([what, content, code]): Case => [
    what,
    'interactive',
    content,
    code,
  ]),
]

for (const [what, type, content, code] of cases) {
  test(`${what} is ${code === null ? 'taken' : `refused with ${code}`}`, () => {
    assert.equal(codeFor(type, content), code)
  })
}

test('a refusal names the field and the numbers, never the content', () => {
  assert.throws(
    () => checkContent('text', { text: { body: `secret ${x(4096)}` } }, context),
    (error) =>
      error instanceof GraphError &&
      error.details === 'text.body must have at most 4096 characters, got 4103.',
  )
})

test('media uploaded 30 days ago is known, a moment later it is gone', () => {
  const thirtyDaysMs = 30 * 24 * 3_600_000
  const at = (nowMs: number) => () =>
    checkContent('image', { image: { id: 'picture' } }, { ...context, nowMs })
  assert.doesNotThrow(at(thirtyDaysMs))
  assert.throws(at(thirtyDaysMs + 1), GraphError)
})
