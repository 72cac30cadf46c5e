import assert from 'node:assert/strict'
import { test } from 'node:test'
import { valueAt } from '../messages/messages.ts'
import { at, createWebhookWorld } from '#testing/webhook-world.ts'

const preference = (value: string, seconds: number) => ({
  user_preferences: [
    {
      wa_id: '15550100123',
      user_id: 'US.1',
      category: 'marketing_messages',
      value,
      timestamp: Number(at(seconds)),
    },
  ],
})

test('the marketing choice made in WhatsApp is honoured in the order in which it was made', async () => {
  const world = await createWebhookWorld()
  const contact = async () => (await world.table('contact'))[0]
  await world.receiveField('user_preferences', preference('stop', 10))
  assert.equal((await contact())?.optOutSource, 'meta_marketing_preference')
  assert.equal((await contact())?.optedOutAt?.toISOString(), '2025-06-15T15:06:50.999Z')
  await world.receiveField('user_preferences', preference('resume', 20))
  assert.equal((await contact())?.optedOutAt, null)
  await world.receiveField('user_preferences', preference('stop', 15))
  await world.receiveField('user_preferences', preference('stop', 10))
  assert.equal((await contact())?.optedOutAt, null)
  assert.deepEqual(
    (await world.stored()).events.map(({ row }) => row.kind),
    ['stop', 'resume', 'stop'],
  )
})

test('a call of a contact opens the window, ours only when accepted; all are kept', async () => {
  const world = await createWebhookWorld()
  const call = (more: object) => ({
    calls: [{ id: 'wacid.1', from: '15550100123', to: '15550100100', timestamp: at(5), ...more }],
  })
  const windowOf = async () => (await world.table('conversation'))[0]?.lastInboundAt ?? null
  await world.receiveField('calls', call({ event: 'connect', direction: 'BUSINESS_INITIATED' }))
  assert.equal(await windowOf(), null)
  await world.receiveField('calls', {
    statuses: [
      {
        id: 'wacid.1',
        type: 'call',
        status: 'RINGING',
        timestamp: at(6),
        recipient_id: '15550100123',
      },
    ],
  })
  assert.equal(await windowOf(), null)
  await world.receiveField('calls', {
    statuses: [
      {
        id: 'wacid.1',
        type: 'call',
        status: 'ACCEPTED',
        timestamp: at(7),
        recipient_id: '15550100123',
      },
    ],
  })
  assert.equal((await windowOf())?.toISOString(), '2025-06-15T15:06:47.999Z')
  await world.receiveField(
    'calls',
    call({ event: 'connect', direction: 'USER_INITIATED', timestamp: at(60) }),
  )
  assert.equal((await windowOf())?.toISOString(), '2025-06-15T15:07:40.999Z')
  const { events, messages, statuses } = await world.stored()
  assert.deepEqual([events.length, messages.length, statuses.length], [4, 0, 0])
})

test('a field that does not exist yet is kept whole, once', async () => {
  const world = await createWebhookWorld()
  const value = { holograms: [{ id: 1, depth: 'far' }], timestamp: '1' }
  await world.receiveField('hologram_updates', value)
  await world.receiveField('hologram_updates', value)
  const { events } = await world.stored()
  assert.equal(events.length, 1)
  assert.equal(events[0]?.row.field, 'hologram_updates')
  assert.deepEqual(valueAt(events[0]?.envelope, 'change', 'value', 'holograms'), value.holograms)
})

test('clicks in marketing messages and hand-overs are kept', async () => {
  const world = await createWebhookWorld()
  await world.receive({
    user_actions: [{ action_type: 'marketing_messages_link_click', timestamp: at(1) }],
  })
  await world.receiveField('messaging_handovers', { type: 'control_passed' })
  assert.deepEqual(
    (await world.stored()).events.map(({ row }) => [row.field, row.kind]),
    [
      ['messages', 'user_actions'],
      ['messaging_handovers', 'control_passed'],
    ],
  )
})
