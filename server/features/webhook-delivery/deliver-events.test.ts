import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import type { WebhookEventBody } from '#shared/contracts/webhook-event.ts'
import { createDeliveryWorld } from '#testing/delivery-world.ts'
import { startWebhookReceiver, type ReceivedRequest } from '#testing/webhook-receiver.ts'
import { status, text } from '#testing/webhook-world.ts'

/** Reads a request as a receiver would: checks the signature by hand, then parses. */
function read<Type extends 'message.received' | 'contact.updated' | 'message.status'>(
  request: ReceivedRequest | undefined,
  secret: string,
): WebhookEventBody<Type> {
  assert.ok(request)
  const { headers } = request
  const signed = Buffer.concat([
    Buffer.from(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.`),
    request.body,
  ])
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const expected = createHmac('sha256', key).update(signed).digest('base64')
  assert.ok(String(headers['webhook-signature']).split(' ').includes(`v1,${expected}`))
  const body = JSON.parse(request.body.toString()) as WebhookEventBody<Type>
  assert.equal(body.id, headers['webhook-id'])
  return body
}

test('a message of a contact is posted, signed, with contact and number', async () => {
  await using receiver = await startWebhookReceiver()
  const world = await createDeliveryWorld()
  const endpoint = await world.endpoint(receiver.url, { eventTypes: ['message.received'] })
  await using _deliveries = world.start()
  await world.receive(text('in-1', 'Do you ship to Wales?', 0))
  const [request] = await receiver.received(1)
  const body = read<'message.received'>(request, endpoint.secret)
  assert.equal(body.type, 'message.received')
  assert.equal(body.workspaceId, world.tenantId)
  assert.equal(body.data.message.text, 'Do you ship to Wales?')
  assert.equal(body.data.message.wamid, 'wamid.in-1')
  assert.equal(body.data.contact.waId, '15550100123')
  assert.equal(body.data.channel.phoneNumberId, world.channel.phoneNumberId)
  assert.equal(request?.headers['content-type'], 'application/json')
})

test('another workspace hears nothing of it', async () => {
  await using receiver = await startWebhookReceiver()
  await using others = await startWebhookReceiver()
  const [world, other] = [await createDeliveryWorld(), await createDeliveryWorld()]
  await world.endpoint(receiver.url)
  const foreign = await other.endpoint(others.url)
  const deliveries = world.start()
  await world.receive(text('in-2', 'Hello', 0))
  await receiver.received(2)
  await deliveries.close()
  assert.deepEqual(others.requests, [])
  assert.deepEqual(await other.deliveriesOf(foreign.id), [])
})

test('an endpoint hears only the events it names, and nothing while it is off', async () => {
  await using receiver = await startWebhookReceiver()
  const world = await createDeliveryWorld()
  const contacts = await world.endpoint(receiver.url, { eventTypes: ['contact.updated'] })
  const off = await world.endpoint(receiver.url, {}, false)
  await world.receive(text('in-3', 'Hello', 0))
  await world.receive(text('in-4', 'Hello again', 1))
  const heard = await world.deliveriesOf(contacts.id)
  assert.deepEqual(
    heard.map(({ eventType, state }) => [eventType, state]),
    [['contact.updated', 'pending']],
  )
  assert.deepEqual(await world.deliveriesOf(off.id), [])
})

test('a webhook that Meta repeats is one event', async () => {
  const world = await createDeliveryWorld()
  const endpoint = await world.endpoint('https://hooks.invalid/', {
    eventTypes: ['message.received'],
  })
  await world.receive(text('in-5', 'Once', 0))
  await world.receive(text('in-5', 'Once', 0))
  assert.equal((await world.deliveriesOf(endpoint.id)).length, 1)
})

test('every status is an event of its own, in order, with the message as it stands', async () => {
  await using receiver = await startWebhookReceiver()
  const world = await createDeliveryWorld()
  const { secret } = await world.endpoint(receiver.url, {
    eventTypes: ['message.status'],
    concurrency: 1,
  })
  // What the business wrote in its own app, so that there is a message to tell of.
  const echo = text('out-1', 'On its way', 0)['messages'] as object[]
  await world.receive(
    { message_echoes: echo.map((one) => ({ ...one, from: '15550100100', to: '15550100123' })) },
    'smb_message_echoes',
  )
  await using _deliveries = world.start()
  await world.receive({
    statuses: [status('wamid.out-1', 'sent', 1), status('wamid.out-1', 'read', 3)].flatMap(
      (value) => value['statuses'] as object[],
    ),
  })
  await world.receive(status('wamid.out-1', 'delivered', 2))
  const requests = await receiver.received(3)
  const told = requests.map((request) => read<'message.status'>(request, secret).data)
  assert.deepEqual(
    told.map((data) => [data.status, data.message.status]),
    [
      ['sent', 'read'],
      ['read', 'read'],
      ['delivered', 'read'],
    ],
  )
})

test('reactions and reopened conversations are told', async () => {
  const world = await createDeliveryWorld()
  const endpoint = await world.endpoint('https://hooks.invalid/')
  await world.receive(text('in-6', 'Thanks', 0))
  await world.runtime.database.inTenant(world.tenantId, (tx) =>
    tx
      .updateTable('conversation')
      .set({ status: 'resolved' })
      .where('tenantId', '=', world.tenantId)
      .execute(),
  )
  await world.receive(text('in-7', 'One more thing', 1))
  await world.receive({
    messages: [
      {
        from: '15550100123',
        id: 'wamid.in-8',
        timestamp: '1750000002',
        type: 'reaction',
        reaction: { message_id: 'wamid.in-6', emoji: '👍' },
      },
    ],
  })
  const types = (await world.deliveriesOf(endpoint.id)).map((one) => one.eventType).reverse()
  assert.deepEqual(types, [
    'contact.updated',
    'message.received',
    'message.received',
    'conversation.updated',
    'message.updated',
  ])
})

test('an event exists exactly if its transaction commits', async () => {
  const world = await createDeliveryWorld()
  const endpoint = await world.endpoint('https://hooks.invalid/')
  const { database } = world.runtime
  const { findSubscriptions, recordEvents } = await import('./webhook-delivery.ts')
  const sealer = await world.runtime.keyring.forTenant(world.tenantId)
  await assert.rejects(
    database.inTenant(world.tenantId, async (tx) => {
      const count = await recordEvents(tx, sealer, await findSubscriptions(tx), {
        events: [
          {
            type: 'message.status',
            occurredAt: new Date(),
            orderKey: null,
            data: { status: 'sent', occurredAt: '', message: {} as never },
          },
        ],
        now: new Date(),
      })
      assert.equal(count, 1)
      throw new Error('rolled back')
    }),
    /rolled back/,
  )
  assert.deepEqual(await world.deliveriesOf(endpoint.id), [])
})

test('what is stored of an event is sealed', async () => {
  const world = await createDeliveryWorld()
  await world.endpoint('https://hooks.invalid/token-in-path')
  await world.receive(text('in-9', 'A secret wish', 0))
  const stored = await Promise.all(
    (['webhookPayload', 'webhookEndpoint', 'webhookSecret'] as const).map((table) =>
      world.runtime.database.inTenant(world.tenantId, (tx) =>
        tx.selectFrom(table).selectAll().where('tenantId', '=', world.tenantId).execute(),
      ),
    ),
  )
  const bytes = stored
    .flat()
    .flatMap((row) => Object.values(row))
    .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value)))
    .join()
  assert.doesNotMatch(bytes, /secret wish|15550100123|token-in-path|whsec_/)
})
