import type { Store } from '#simulator/store/open-store.ts'
import { saveTemplate, type Template } from '#simulator/store/template-store.ts'

type Seed = Pick<Template, 'name' | 'category' | 'parameterFormat' | 'components'>

// One template of each category and of each kind of header, button and parameter.
const seeds: Seed[] = [
  {
    name: 'hello_world',
    category: 'UTILITY',
    parameterFormat: 'POSITIONAL',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Hello World' },
      { type: 'BODY', text: 'This message checks that sending templates works.' },
      { type: 'FOOTER', text: 'Simulated WhatsApp' },
    ],
  },
  {
    name: 'order_update',
    category: 'UTILITY',
    parameterFormat: 'NAMED',
    components: [
      { type: 'BODY', text: 'Hi {{first_name}}, your order {{order_number}} is on its way.' },
      {
        type: 'BUTTONS',
        buttons: [{ type: 'URL', text: 'Track order', url: 'https://example.com/track/{{1}}' }],
      },
    ],
  },
  {
    name: 'appointment_reminder',
    category: 'UTILITY',
    parameterFormat: 'POSITIONAL',
    components: [
      { type: 'BODY', text: 'Hello {{1}}, see you on {{2}}. Does the time still suit you?' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'I will be there' },
          { type: 'QUICK_REPLY', text: 'Another time' },
        ],
      },
    ],
  },
  {
    name: 'season_offer',
    category: 'MARKETING',
    parameterFormat: 'POSITIONAL',
    components: [
      { type: 'HEADER', format: 'IMAGE' },
      { type: 'BODY', text: '{{1}}, something new has arrived. This code takes 10 % off.' },
      { type: 'FOOTER', text: 'Reply STOP to get no more offers' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'COPY_CODE', text: 'Copy code' },
          { type: 'QUICK_REPLY', text: 'Stop offers' },
        ],
      },
    ],
  },
  {
    name: 'sign_in_code',
    category: 'AUTHENTICATION',
    parameterFormat: 'POSITIONAL',
    components: [
      { type: 'BODY', text: '{{1}} is your verification code. Do not share it.' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'URL', text: 'Copy code', url: 'https://www.whatsapp.com/otp/code/{{1}}' },
        ],
      },
    ],
  },
]

/** Gives a new WABA a few approved templates, so that something can be sent outside a window. */
export function seedTemplates(store: Store, wabaId: string): void {
  for (const [index, seed] of seeds.entries()) {
    saveTemplate(store, {
      ...seed,
      wabaId,
      language: 'en_US',
      templateId: `${wabaId}${String(index + 1).padStart(3, '0')}`,
      status: 'APPROVED',
    })
  }
}
