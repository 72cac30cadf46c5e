import assert from 'node:assert/strict'
import test from 'node:test'
import { isStatus } from '#simulator/testing/start-receiver.ts'
import {
  codeOf,
  mediaForm,
  phoneNumberId,
  pngBytes,
  startTestSimulator,
  wabaId,
  wamidOf,
  type TestSimulator,
} from '#simulator/testing/start-test-simulator.ts'

const text = (value: string, name?: string) => ({
  type: 'text',
  text: value,
  ...(name === undefined ? {} : { parameter_name: name }),
})
const bodyOf = (...parameters: object[]) => ({ type: 'body', parameters })

const sendTemplate = (
  simulator: TestSimulator,
  name: string,
  components: object[] = [],
  language = 'en_US',
) =>
  simulator.send({ type: 'template', template: { name, language: { code: language }, components } })

test('a template needs no window and says it is accepted', async () => {
  await using simulator = await startTestSimulator()
  const answer = await sendTemplate(simulator, 'hello_world')
  assert.equal(answer.body.messages[0]?.message_status, 'accepted')
  const { value } = await simulator.receiver.waitFor(isStatus('sent', wamidOf(answer)))
  assert.deepEqual(value.statuses?.[0]?.pricing, {
    billable: true,
    pricing_model: 'PMP',
    type: 'regular',
    category: 'utility',
  })
})

test('the phone shows the template filled in', async () => {
  await using simulator = await startTestSimulator()
  const answer = await sendTemplate(simulator, 'appointment_reminder', [
    bodyOf(text('Ann'), text('Monday')),
    {
      type: 'button',
      sub_type: 'quick_reply',
      index: '1',
      parameters: [{ type: 'payload', payload: 'LATER' }],
    },
  ])
  await simulator.receiver.waitFor(isStatus('delivered', wamidOf(answer)))
  const [shown] = await simulator.messagesOf()
  assert.deepEqual(shown?.['rendered'], {
    body: 'Hello Ann, see you on Monday. Does the time still suit you?',
    buttons: [
      { type: 'quick_reply', text: 'I will be there', payload: 'I will be there' },
      { type: 'quick_reply', text: 'Another time', payload: 'LATER' },
    ],
  })
})

test('named parameters may come in any order', async () => {
  await using simulator = await startTestSimulator()
  const components = [
    bodyOf(text('4711', 'order_number'), text('Ann', 'first_name')),
    { type: 'button', sub_type: 'url', index: 0, parameters: [text('4711')] },
  ]
  const answer = await sendTemplate(simulator, 'order_update', components)
  await simulator.receiver.waitFor(isStatus('delivered', wamidOf(answer)))
  const [shown] = await simulator.messagesOf()
  assert.deepEqual(shown?.['rendered'], {
    body: 'Hi Ann, your order 4711 is on its way.',
    buttons: [{ type: 'url', text: 'Track order', url: 'https://example.com/track/4711' }],
  })
})

test('a picture in the header is shown by its address', async () => {
  await using simulator = await startTestSimulator()
  const upload = await simulator.graph<{ id: string }>(
    'POST',
    `/${phoneNumberId}/media`,
    mediaForm(pngBytes, 'image/png'),
  )
  const answer = await sendTemplate(simulator, 'season_offer', [
    { type: 'header', parameters: [{ type: 'image', image: { id: upload.body.id } }] },
    bodyOf(text('Ann')),
    {
      type: 'button',
      sub_type: 'copy_code',
      index: '0',
      parameters: [{ type: 'coupon_code', coupon_code: '10OFF' }],
    },
  ])
  await simulator.receiver.waitFor(isStatus('delivered', wamidOf(answer)))
  const [shown] = await simulator.messagesOf()
  const rendered = shown?.['rendered'] as { header: { type: string; mediaUrl: string } }
  assert.equal(rendered.header.type, 'image')
  assert.equal(rendered.header.mediaUrl, `/simulator/api/media/${upload.body.id}`)
})

test('templates are compared with what was approved', async (t) => {
  await using simulator = await startTestSimulator()
  const refusals: [
    what: string,
    code: number,
    name: string,
    components?: object[],
    language?: string,
  ][] = [
    ['that does not exist', 132001, 'nothing'],
    ['in another language', 132001, 'hello_world', [], 'de'],
    ['with too few parameters', 132000, 'appointment_reminder', [bodyOf(text('Ann'))]],
    ['with a parameter it does not have', 132000, 'hello_world', [bodyOf(text('Ann'))]],
    [
      'with a picture as text',
      132012,
      'appointment_reminder',
      [bodyOf(text('A'), { type: 'image' })],
    ],
    [
      'with a wrong name',
      132012,
      'order_update',
      [bodyOf(text('A', 'first_name'), text('B', 'age'))],
    ],
    ['without its header', 132012, 'season_offer', [bodyOf(text('Ann'))]],
    [
      'with a line break in a parameter',
      132018,
      'appointment_reminder',
      [bodyOf(text('A\nB'), text('C'))],
    ],
    [
      'with 5 spaces in a row',
      132018,
      'appointment_reminder',
      [bodyOf(text('A     B'), text('C'))],
    ],
    [
      'that gets too long',
      132005,
      'appointment_reminder',
      [bodyOf(text('x'.repeat(1000)), text('C'))],
    ],
    [
      'without the end of its link',
      131008,
      'order_update',
      [bodyOf(text('A', 'first_name'), text('B', 'order_number'))],
    ],
  ]
  for (const [what, code, name, components, language] of refusals) {
    await t.test(`a template ${what} is refused with ${code}`, async () => {
      assert.equal(codeOf(await sendTemplate(simulator, name, components, language)), code)
    })
  }
  await t.test('4 spaces in a row are taken', async () => {
    const components = [bodyOf(text('A    B'), text('C'))]
    assert.equal((await sendTemplate(simulator, 'appointment_reminder', components)).status, 200)
  })
})

for (const [status, code] of [
  ['PAUSED', 132015],
  ['DISABLED', 132016],
  ['PENDING', 132001],
  ['REJECTED', 132001],
] as const) {
  test(`a template that is ${status} is refused with ${code}`, async () => {
    await using simulator = await startTestSimulator()
    await simulator.api('PUT', `/templates/${wabaId}/sale/en_US`, {
      category: 'MARKETING',
      status,
      components: [{ type: 'BODY', text: 'Sale' }],
    })
    assert.equal(codeOf(await sendTemplate(simulator, 'sale')), code)
  })
}

test('an authentication template cannot go to a BSUID', async () => {
  await using simulator = await startTestSimulator()
  const answer = await simulator.send({
    to: undefined,
    recipient: simulator.ann.bsuid,
    type: 'template',
    template: {
      name: 'sign_in_code',
      language: { code: 'en_US' },
      components: [
        bodyOf(text('123456')),
        { type: 'button', sub_type: 'url', index: '0', parameters: [text('123456')] },
      ],
    },
  })
  assert.equal(codeOf(answer), 131062)
})

test('who stopped marketing gets no offers until they resume', async () => {
  await using simulator = await startTestSimulator()
  await simulator.api('PUT', `/templates/${wabaId}/sale/en_US`, {
    category: 'MARKETING',
    components: [{ type: 'BODY', text: 'Sale' }],
  })
  await simulator.api('PATCH', simulator.chat('ann'), { marketing: 'stop' })
  const told = await simulator.receiver.waitFor(({ field }) => field === 'user_preferences')
  assert.equal(told.value.user_preferences?.[0]?.['value'], 'stop')
  assert.equal(typeof told.value.user_preferences[0]['timestamp'], 'number')

  const failed = wamidOf(await sendTemplate(simulator, 'sale'))
  const { value } = await simulator.receiver.waitFor(isStatus('failed', failed))
  assert.equal(value.statuses?.[0]?.errors?.[0]?.code, 131050)

  await simulator.api('PATCH', simulator.chat('ann'), { marketing: 'resume' })
  const sent = wamidOf(await sendTemplate(simulator, 'sale'))
  await simulator.receiver.waitFor(isStatus('delivered', sent))
})

test('a portfolio that may reach one person a day fails the second with 131048', async () => {
  await using simulator = await startTestSimulator()
  const bob = await simulator.person({ name: 'Bob', waId: '447700900124' })
  const { body } = await simulator.api<{ numbers: Record<string, unknown>[] }>('GET', '/state')
  const { phoneNumberId: _id, isRegistered, createdAtMs, ...number } = body.numbers[0] ?? {}
  assert.ok(isRegistered === true && createdAtMs !== undefined)
  await simulator.api('PUT', `/numbers/${phoneNumberId}`, { ...number, messagingLimit: 1 })

  const first = wamidOf(await sendTemplate(simulator, 'hello_world'))
  await simulator.receiver.waitFor(isStatus('sent', first))
  const again = wamidOf(await sendTemplate(simulator, 'hello_world'))
  await simulator.receiver.waitFor(isStatus('sent', again))
  const toBob = {
    to: bob.waId,
    type: 'template',
    template: { name: 'hello_world', language: { code: 'en_US' } },
  }
  const over = wamidOf(await simulator.send(toBob))
  await simulator.receiver.waitFor(isStatus('failed', over))

  await simulator.api('POST', '/clock', { advanceMs: 24 * 3_600_000 })
  const nextDay = wamidOf(await simulator.send(toBob))
  await simulator.receiver.waitFor(isStatus('sent', nextDay))
})
