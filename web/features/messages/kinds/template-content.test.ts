import assert from 'node:assert/strict'
import { test } from 'node:test'
import { templateView } from './template-content.ts'

const template = {
  name: 'parcel_on_its_way',
  language: { code: 'en_US' },
  components: [
    { type: 'header', parameters: [{ type: 'image', image: { id: '1' } }] },
    {
      type: 'body',
      parameters: [
        { type: 'text', text: 'Asha' },
        { type: 'text', text: 'W-7' },
      ],
    },
  ],
}

test('a rendered template shows its text and buttons', () => {
  const view = templateView({
    template,
    rendered: {
      header: { type: 'IMAGE' },
      body: 'Hi Asha, W-7 left today.',
      buttons: ['Track', { text: 'Open', url: 'https://shop.example' }],
    },
  })
  assert.equal(view.body, 'Hi Asha, W-7 left today.')
  assert.equal(view.headerKind, 'image')
  assert.deepEqual(view.buttons, [
    { text: 'Track', url: null },
    { text: 'Open', url: 'https://shop.example' },
  ])
})

test('without its text a template shows what filled it', () => {
  const view = templateView({ template })
  assert.equal(view.body, null)
  assert.deepEqual(view.values, ['Asha', 'W-7'])
  assert.equal(view.headerKind, 'image')
  assert.equal(templateView({}).name, 'Template')
})
