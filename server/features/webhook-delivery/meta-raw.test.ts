import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { createDeliveryWorld } from '#testing/delivery-world.ts'
import { startWebhookReceiver } from '#testing/webhook-receiver.ts'
import { bodyFor } from '#testing/webhooks.ts'
import { text } from '#testing/webhook-world.ts'

const signed = (secret: string, body: Buffer) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

test('a payload of one workspace arrives byte for byte, signed as Meta signs', async () => {
  await using receiver = await startWebhookReceiver()
  const world = await createDeliveryWorld()
  const endpoint = await world.endpoint(receiver.url, { mode: 'meta_raw' })
  await using _deliveries = world.start()
  // Escapes, spaces, a long number and an unknown field: nothing of it may change.
  const sent = JSON.stringify(bodyFor(world.channel, text('raw-1', 'Grüße/x', 0)))
    .replace('ü', String.raw`\u00fc`)
    .replace('/x', String.raw`\/x`)
    .replace('"object":', '  "object" : ')
    .replace('"messaging_product":', '"new_of_meta":12345678901234567890,"messaging_product":')
  await world.postRaw(sent)
  await world.drain()
  const [request] = await receiver.received(1)
  assert.equal(request?.body.toString(), sent)
  assert.equal(
    request?.headers['x-hub-signature-256'],
    signed(endpoint.secret, request?.body ?? Buffer.alloc(0)),
  )
  assert.equal(request?.headers['webhook-signature'], undefined)
})

test('of a payload with changes of two workspaces and a stranger, each gets its own', async () => {
  await using firstReceiver = await startWebhookReceiver()
  await using secondReceiver = await startWebhookReceiver()
  const [first, second] = [await createDeliveryWorld(), await createDeliveryWorld()]
  const firstEndpoint = await first.endpoint(firstReceiver.url, { mode: 'meta_raw' })
  const secondEndpoint = await second.endpoint(secondReceiver.url, { mode: 'meta_raw' })
  await using _deliveries = first.start()
  const own = bodyFor(first.channel, text('raw-2', 'For the first', 0)).entry
  const more = bodyFor(first.channel, text('raw-3', 'For the first too', 1)).entry
  const foreign = bodyFor(second.channel, text('raw-4', 'For the second', 2)).entry
  const stranger = { wabaId: '1', phoneNumberId: '2', displayPhoneNumber: '3' }
  const nobodys = bodyFor(stranger, text('raw-5', 'For nobody', 3)).entry
  // One entry with two changes, one of them with a number that no double can hold.
  const [one] = own
  const two = { ...one, changes: [...(one?.changes ?? []), ...(more[0]?.changes ?? [])] }
  const object = 'whatsapp_business_account'
  const body = JSON.stringify({ object, entry: [two, ...foreign, ...nobodys] })
  await first.postRaw(
    body.replace('"For the first too"', '"For the first too","n":12345678901234567890'),
  )
  await first.drain()
  const [toFirst] = await firstReceiver.received(1)
  const [toSecond] = await secondReceiver.received(1)
  assert.equal(
    toFirst?.body.toString(),
    JSON.stringify({ object, entry: [two] }).replace(
      '"For the first too"',
      '"For the first too","n":12345678901234567890',
    ),
  )
  assert.equal(toSecond?.body.toString(), JSON.stringify({ object, entry: foreign }))
  for (const [request, { secret }] of [
    [toFirst, firstEndpoint],
    [toSecond, secondEndpoint],
  ] as const)
    assert.equal(
      request?.headers['x-hub-signature-256'],
      signed(secret, request?.body ?? Buffer.alloc(0)),
    )
})

test('what is no message is forwarded too, and a repeat of Meta’s is repeated', async () => {
  await using receiver = await startWebhookReceiver()
  const world = await createDeliveryWorld()
  await world.endpoint(receiver.url, { mode: 'meta_raw' })
  await using _deliveries = world.start()
  const body = bodyFor(world.channel, { event: 'APPROVED' }, 'message_template_status_update')
  await world.postRaw(body)
  await world.postRaw(body)
  await world.drain()
  const bodies = (await receiver.received(2)).map((request) => request.body.toString())
  assert.deepEqual(bodies, [JSON.stringify(body), JSON.stringify(body)])
  assert.notEqual(
    receiver.requests[0]?.headers['webhook-id'],
    receiver.requests[1]?.headers['webhook-id'],
  )
})

test('while a secret is replaced, a receiver that knows only the old one takes the second attempt', async () => {
  const world = await createDeliveryWorld()
  const known = 'the-secret-of-the-meta-app'
  await using receiver = await startWebhookReceiver((request, answer) => {
    const isKnown = request.headers['x-hub-signature-256'] === signed(known, request.body)
    answer.writeHead(isKnown ? 200 : 401).end()
  })
  const endpoint = await world.endpoint(receiver.url, { mode: 'meta_raw', secret: known })
  const rotated = await world.api.post(`/v1/webhook-endpoints/${endpoint.id}/rotate-secret`, {})
  assert.equal(rotated.status, 200)
  const deliveries = world.start()
  await world.postRaw(bodyFor(world.channel, text('raw-6', 'Hello', 0)))
  await world.drain()
  await receiver.received(1)
  // The retry is due five seconds later.
  await deliveries.close()
  world.moveClock(6_000)
  const later = world.start()
  await receiver.received(2)
  await later.close()
  const [delivery] = await world.deliveriesOf(endpoint.id)
  assert.equal(delivery?.state, 'delivered')
  assert.deepEqual(
    delivery?.attempts.map((attempt) => attempt.httpStatus),
    [200, 401],
  )
})
