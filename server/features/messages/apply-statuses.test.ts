import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWebhookWorld, status, type WebhookWorld } from '#testing/webhook-world.ts'
import { bodyFor, webhookApp } from '#testing/webhooks.ts'
import { drainJournal } from '../webhook-intake/webhook-intake.ts'
import { adoptEarlyStatuses, claimWamids } from './messages.ts'

const only = async (world: WebhookWorld) => {
  const [message] = (await world.stored()).messages
  assert.ok(message)
  return message.row
}

test('in whatever order statuses come, alone or together, the furthest counts', async () => {
  const world = await createWebhookWorld()
  const cases: [string[], string][] = [
    [['sent', 'delivered', 'read'], 'read'],
    [['read', 'delivered', 'sent'], 'read'],
    [['played', 'read', 'sent'], 'played'],
    [['delivered'], 'delivered'],
    [['sent', 'failed'], 'failed'],
    [['failed', 'sent'], 'failed'],
    [['failed', 'delivered'], 'delivered'],
    [['delivered', 'failed'], 'delivered'],
    [['failed', 'sent', 'read'], 'read'],
    [['captured'], 'accepted'],
  ]
  for (const [words, expected] of cases)
    for (const way of words.length === 3
      ? (['receive', 'receiveTogether'] as const)
      : (['receiveTogether'] as const)) {
      const wamid = `wamid.${words.join('-')}.${way}`
      const { id } = await world.outbound({ wamid })
      const values = words.map((word, index) =>
        status(
          wamid,
          word,
          index,
          word === 'failed' ? { errors: [{ code: 131026, title: 'Undeliverable' }] } : {},
        ),
      )
      await world[way](...values, ...values)
      const { messages, statuses } = await world.stored()
      const row = messages.find((message) => message.row.id === id)?.row
      assert.equal(row?.status, expected, `${words.join()} ${way}`)
      assert.equal(row?.errorCode, expected === 'failed' ? 131026 : null)
      assert.equal(row?.failedAt === null, expected !== 'failed')
      assert.equal(statuses.filter((one) => one.row.wamid === wamid).length, words.length)
    }
})

test('times, price and error are kept from each status, and a conversation that failed is marked', async () => {
  const world = await createWebhookWorld()
  const { conversationId } = await world.outbound()
  await world.receive(
    status('wamid.out', 'sent', 1, { pricing: { billable: true, category: 'utility' } }),
    status('wamid.out', 'delivered', 3, { pricing: { type: 'regular' } }),
  )
  const row = await only(world)
  assert.equal(row.sentAt?.toISOString(), '2025-06-15T15:06:41.999Z')
  assert.equal(row.deliveredAt?.toISOString(), '2025-06-15T15:06:43.999Z')
  assert.deepEqual(row.pricing, { billable: true, category: 'utility', type: 'regular' })
  await world.outbound({ wamid: 'wamid.second' })
  await world.receive(
    status('wamid.second', 'failed', 4, {
      errors: [
        { code: 131049, title: 'Not delivered', error_data: { details: 'Healthy ecosystem' } },
      ],
    }),
  )
  const [conversation] = await world.table('conversation')
  assert.equal(conversation?.id, conversationId)
  assert.ok(conversation?.failedAt)
  await world.receive(status('wamid.second', 'delivered', 5))
  assert.equal((await world.table('conversation'))[0]?.failedAt, null)
})

test('a status of an inbound message or of nobody changes no message and is kept', async () => {
  const world = await createWebhookWorld()
  await world.receive(
    {
      messages: [
        {
          from: '15550100123',
          id: 'wamid.in',
          timestamp: '1750000000',
          type: 'text',
          text: { body: 'Hi' },
        },
      ],
    },
    status('wamid.in', 'read', 2),
    status('wamid.foreign', 'sent', 2),
  )
  const { messages, statuses } = await world.stored()
  assert.deepEqual(
    messages.map(({ row }) => row.status),
    ['received'],
  )
  assert.equal(statuses.length, 2)
})

test('a status that overtakes the answer to our request is joined once its wamid is known', async () => {
  const world = await createWebhookWorld()
  await world.receive(status('wamid.late', 'sent', 1), status('wamid.late', 'delivered', 2))
  const { id } = await world.outbound({ wamid: null })
  const { database, keyring } = world.runtime
  const sealer = await keyring.forTenant(world.tenantId)
  await database.inTenant(world.tenantId, async (tx) => {
    await claimWamids(tx, world.channel.channelId, [{ wamid: 'wamid.late', messageId: id }])
    await adoptEarlyStatuses(tx, sealer, world.channel.channelId, [
      { wamid: 'wamid.late', messageId: id },
    ])
  })
  assert.equal((await only(world)).status, 'delivered')
})

test('a status with our own callback settles a message whose answer never came', async () => {
  const world = await createWebhookWorld()
  for (const unsettled of ['sending', 'unknown'] as const) {
    const { id } = await world.outbound({ wamid: null, status: unsettled })
    const wamid = `wamid.${unsettled}`
    await world.receive(
      status(wamid, 'delivered', 2, { biz_opaque_callback_data: `kw1.${id}` }),
      status(wamid, 'sent', 1, { biz_opaque_callback_data: `kw1.${id}` }),
    )
    const { messages } = await world.stored()
    const row = messages.find((message) => message.row.id === id)?.row
    assert.equal(row?.status, 'delivered')
    assert.equal(row?.wamid, wamid)
  }
})

test('another tenant cannot settle a message by its id', async () => {
  const world = await createWebhookWorld()
  const { id } = await world.outbound({ wamid: null, status: 'unknown' })
  const channel = await world.runtime.given.channel(await world.runtime.given.tenant())
  const { post } = webhookApp(world.runtime)
  const callback = { biz_opaque_callback_data: `kw1.${id}` }
  await post(channel.appId, bodyFor(channel, status('wamid.x', 'read', 1, callback)))
  await drainJournal(world.runtime)
  assert.equal((await only(world)).status, 'unknown')
})

test('a repeated status that says something else is kept beside the first', async () => {
  const world = await createWebhookWorld()
  await world.outbound()
  const first = status('wamid.out', 'sent', 1)
  await world.receive(
    first,
    first,
    status('wamid.out', 'sent', 1, { pricing: { category: 'service' } }),
  )
  const { statuses, events } = await world.stored()
  assert.equal(statuses.length, 1)
  assert.deepEqual(
    events.map(({ row }) => row.kind),
    ['repeated_status'],
  )
})

test('a status teaches the BSUID of whom we wrote to by number', async () => {
  const world = await createWebhookWorld()
  await world.outbound()
  await world.receive({
    ...status('wamid.out', 'delivered', 1),
    contacts: [
      { profile: { name: 'Ann', username: 'ann' }, wa_id: '15550100123', user_id: 'US.77' },
    ],
  })
  const identities = await world.table('contactIdentity')
  assert.deepEqual(identities.map((identity) => `${identity.kind} ${identity.value}`).sort(), [
    'bsuid US.77',
    'username ann',
    'wa_id 15550100123',
  ])
  assert.equal((await world.table('contact')).length, 1)
})
