import assert from 'node:assert/strict'
import { test } from 'node:test'
import type {
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpointWithSecret,
  WebhookTestResult,
} from '#shared/contracts/webhook-endpoint.ts'
import { rolePermissions } from '#server/http/access.ts'
import { createDeliveryWorld } from '#testing/delivery-world.ts'
import { startWebhookReceiver, withStatus } from '#testing/webhook-receiver.ts'
import { text } from '#testing/webhook-world.ts'

const path = '/v1/webhook-endpoints'
const wanted = { url: 'https://hooks.invalid/in', eventTypes: ['message.received'] }
type Problem = { code: string; detail: string }

test('an endpoint starts off, and shows its secret once', async () => {
  const { api } = await createDeliveryWorld()
  const { status, body } = await api.post(path, { ...wanted, description: 'CRM' })
  const made = body as WebhookEndpointWithSecret
  assert.equal(status, 201)
  assert.equal(made.isEnabled, false)
  assert.equal(made.health.state, 'unused')
  assert.match(made.secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  const { secret, ...rest } = made
  assert.deepEqual((await api.get(`${path}/${made.id}`)).body, rest)
  assert.deepEqual((await api.get(path)).body, { data: [rest], nextCursor: null })
  const enabled = await api.post(`${path}/${made.id}/enable`)
  assert.equal((enabled.body as WebhookEndpoint).isEnabled, true)
  assert.ok(!JSON.stringify(enabled.body).includes(secret))
  const disabled = await api.post(`${path}/${made.id}/disable`)
  assert.equal((disabled.body as WebhookEndpoint).isEnabled, false)
  assert.equal((disabled.body as WebhookEndpoint).disabledReason, null)
})

test('what is changed is shown changed, and the rest stays', async () => {
  const { api } = await createDeliveryWorld()
  const made = (await api.post(path, wanted)).body as WebhookEndpoint
  const change = { description: 'New', concurrency: 1, eventTypes: ['contact.updated'] }
  const { status, body } = await api.patch(`${path}/${made.id}`, change)
  assert.equal(status, 200)
  const changed = body as WebhookEndpoint
  assert.deepEqual({ ...changed, ...change }, changed)
  assert.equal(changed.url, made.url)
  const moved = await api.patch(`${path}/${made.id}`, { url: 'https://other.invalid/' })
  assert.equal((moved.body as WebhookEndpoint).url, 'https://other.invalid/')
})

test('a deleted endpoint is gone, with its secrets', async () => {
  const { api, runtime, tenantId } = await createDeliveryWorld()
  const { id } = (await api.post(path, wanted)).body as WebhookEndpoint
  assert.equal((await api.delete(`${path}/${id}`)).status, 204)
  assert.equal((await api.get(`${path}/${id}`)).status, 404)
  assert.equal((await api.delete(`${path}/${id}`)).status, 404)
  const secrets = await runtime.database.inTenant(tenantId, (tx) =>
    tx.selectFrom('webhookSecret').select('id').where('tenantId', '=', tenantId).execute(),
  )
  assert.deepEqual(secrets, [])
})

for (const [name, body, status, code] of [
  ['no event', { ...wanted, eventTypes: [] }, 400, 'invalid_request'],
  ['an unknown event', { ...wanted, eventTypes: ['message.deleted'] }, 400, 'invalid_request'],
  ['events in raw mode', { ...wanted, mode: 'meta_raw' }, 400, 'invalid_request'],
  ['no address', { ...wanted, url: 'hooks' }, 422, 'target_not_allowed'],
  ['an address without TLS', { ...wanted, url: 'http://1.1.1.1/' }, 422, 'target_not_allowed'],
  [
    'the metadata service',
    { ...wanted, url: 'https://169.254.169.254/' },
    422,
    'target_not_allowed',
  ],
  ['another scheme', { ...wanted, url: 'ftp://1.1.1.1/' }, 422, 'target_not_allowed'],
  [
    'a password in the address',
    { ...wanted, url: 'https://a:b@1.1.1.1/' },
    422,
    'target_not_allowed',
  ],
  [
    'an address of 2,049 characters',
    { ...wanted, url: `https://1.1.1.1/${'x'.repeat(2_033)}` },
    400,
    'invalid_request',
  ],
  ['no request at a time', { ...wanted, concurrency: 0 }, 400, 'invalid_request'],
  ['33 requests at a time', { ...wanted, concurrency: 33 }, 400, 'invalid_request'],
  ['a short secret', { ...wanted, secret: 'whsec_c2hvcnQ=' }, 422, 'secret_invalid'],
] as const)
  test(`${name} is refused: ${code}`, async () => {
    const { api } = await createDeliveryWorld()
    const answer = await api.post(path, body)
    assert.equal(answer.status, status)
    assert.equal((answer.body as Problem).code, code)
    assert.deepEqual((await api.get(path)).body, { data: [], nextCursor: null })
  })

test('an address of 2,048 characters and 32 requests at a time are taken', async () => {
  const { api } = await createDeliveryWorld()
  const url = `https://1.1.1.1/${'x'.repeat(2_032)}`
  const { status } = await api.post(path, { ...wanted, url, concurrency: 32 })
  assert.equal(status, 201)
})

test('twenty endpoints are taken, one more is not', async () => {
  const { api } = await createDeliveryWorld()
  for (let count = 0; count < 20; count++) assert.equal((await api.post(path, wanted)).status, 201)
  const refused = await api.post(path, wanted)
  assert.equal(refused.status, 422)
  assert.equal((refused.body as Problem).code, 'too_many_endpoints')
  const first = (await api.get(`${path}?limit=15`)).body as {
    data: WebhookEndpoint[]
    nextCursor: string
  }
  const second = (await api.get(`${path}?limit=15&cursor=${first.nextCursor}`)).body as {
    data: WebhookEndpoint[]
  }
  const ids = [...first.data, ...second.data].map((endpoint) => endpoint.id)
  assert.equal(new Set(ids).size, 20)
})

test('events cannot be taken from a standard endpoint, nor given to a raw one', async () => {
  const { api } = await createDeliveryWorld()
  const standard = (await api.post(path, wanted)).body as WebhookEndpoint
  const raw = (await api.post(path, { url: wanted.url, mode: 'meta_raw' })).body as WebhookEndpoint
  for (const [id, eventTypes] of [
    [standard.id, []],
    [raw.id, ['message.received']],
  ] as const) {
    const answer = await api.patch(`${path}/${id}`, { eventTypes })
    assert.equal((answer.body as Problem).code, 'events_invalid')
  }
})

test('replaced secrets sign until their overlap is over, four at a time at most', async () => {
  const { api, moveClock } = await createDeliveryWorld()
  const { id } = (await api.post(path, wanted)).body as WebhookEndpoint
  const rotate = (body: object) => api.post(`${path}/${id}/rotate-secret`, body)
  const shown = async () => (await api.get(`${path}/${id}`)).body as WebhookEndpoint
  const first = (await rotate({ overlapHours: 1 })).body as WebhookEndpointWithSecret
  assert.equal(first.secrets.length, 2)
  assert.deepEqual(
    first.secrets.map((secret) => secret.expiresAt === null),
    [true, false],
  )
  moveClock(60 * 60_000 - 1_000)
  assert.equal((await shown()).secrets.length, 2)
  moveClock(1_000)
  assert.equal((await shown()).secrets.length, 1)
  for (const _ of [1, 2, 3]) assert.equal((await rotate({})).status, 200)
  const refused = await rotate({})
  assert.equal(refused.status, 422)
  assert.equal((refused.body as Problem).code, 'too_many_secrets')
  assert.equal((await shown()).secrets.length, 4, 'a refusal changes nothing')
  const atOnce = (await rotate({ overlapHours: 0 })).body as WebhookEndpointWithSecret
  assert.equal(atOnce.secrets.length, 1)
  assert.equal((await rotate({ overlapHours: 169 })).status, 400)
})

test('a test request says what the endpoint answers, also while it is off', async () => {
  await using receiver = await startWebhookReceiver(withStatus(202))
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint(receiver.url, {}, false)
  const taken = (await world.api.post(`${path}/${id}/test`)).body as WebhookTestResult
  assert.deepEqual([taken.outcome, taken.httpStatus], ['delivered', 202])
  const event = JSON.parse(receiver.requests[0]?.body.toString() ?? '') as Record<string, unknown>
  assert.equal(event['type'], 'endpoint.test')
  assert.equal(event['id'], taken.eventId)
  receiver.answerWith((_request, answer) => void answer.writeHead(401).end('wrong signature'))
  const refused = (await world.api.post(`${path}/${id}/test`)).body as WebhookTestResult
  assert.deepEqual(
    [refused.outcome, refused.reason, refused.httpStatus, refused.answer],
    ['failed', 'status', 401, 'wrong signature'],
  )
  assert.deepEqual(
    (await world.deliveriesOf(id)).map((one) => [one.eventType, one.state]),
    [
      ['endpoint.test', 'dead'],
      ['endpoint.test', 'delivered'],
    ],
  )
  const raw = await world.endpoint(receiver.url, { mode: 'meta_raw' }, false)
  await world.api.post(`${path}/${raw.id}/test`)
  const body = JSON.parse(receiver.requests[2]?.body.toString() ?? '') as { object: string }
  assert.equal(body.object, 'whatsapp_business_account')
})

test('everything since a time is sent again, in the order of events, and nothing from before', async () => {
  await using receiver = await startWebhookReceiver()
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint(receiver.url, {
    eventTypes: ['message.received'],
    concurrency: 1,
  })
  {
    await using _deliveries = world.start()
    for (const index of [0, 1, 2]) await world.receive(text(`since-${index}`, String(index), index))
    await receiver.received(3)
  }
  const all = (await world.deliveriesOf(id)).reverse()
  const since = all[1]?.createdAt
  const replay = (body: object) => world.api.post(`${path}/${id}/replay`, body)
  assert.deepEqual((await replay({ since, only: 'dead' })).body, { count: 0, isComplete: true })
  assert.deepEqual((await replay({ since })).body, { count: 2, isComplete: true })
  {
    await using _deliveries = world.start()
    await receiver.received(5)
  }
  assert.deepEqual(
    receiver.requests.slice(3).map((request) => request.headers['webhook-id']),
    all.slice(1).map((delivery) => delivery.id),
  )
  await world.api.post(`${path}/${id}/disable`)
  assert.equal((await replay({ since })).status, 409)
  assert.equal((await replay({ since: 'yesterday' })).status, 400)
})

test('deliveries are listed newest first, by state and by page', async () => {
  const world = await createDeliveryWorld()
  const { id } = await world.endpoint('https://hooks.invalid/', {
    eventTypes: ['message.received'],
  })
  for (const index of [0, 1, 2]) await world.receive(text(`list-${index}`, String(index), index))
  const list = async (query: string) =>
    (await world.api.get(`${path}/${id}/deliveries${query}`)).body as {
      data: WebhookDelivery[]
      nextCursor: string | null
    }
  const first = await list('?limit=2&state=pending')
  const second = await list(`?limit=2&state=pending&cursor=${first.nextCursor}`)
  const ids = [...first.data, ...second.data].map((delivery) => delivery.id)
  assert.equal(ids.length, 3)
  assert.deepEqual(
    ids,
    [...ids].sort((a, b) => (a < b ? 1 : -1)),
  )
  assert.equal(second.nextCursor, null)
  assert.deepEqual((await list('?state=dead')).data, [])
  const one = await world.api.get(`${path}/${id}/deliveries/${ids[0]}`)
  assert.equal((one.body as WebhookDelivery).id, ids[0])
})

test('every route answers another workspace as if there were nothing', async () => {
  const [world, other] = [await createDeliveryWorld(), await createDeliveryWorld()]
  const { id } = await world.endpoint('https://hooks.invalid/')
  await world.receive(text('mine-1', 'Mine', 0))
  const [delivery] = await world.deliveriesOf(id)
  assert.ok(delivery)
  const { api } = other
  const answers = [
    await api.get(`${path}/${id}`),
    await api.patch(`${path}/${id}`, { description: 'Theirs' }),
    await api.delete(`${path}/${id}`),
    await api.post(`${path}/${id}/enable`),
    await api.post(`${path}/${id}/disable`),
    await api.post(`${path}/${id}/rotate-secret`, {}),
    await api.post(`${path}/${id}/test`),
    await api.post(`${path}/${id}/replay`, { since: '2026-01-01T00:00:00Z' }),
    await api.get(`${path}/${id}/deliveries`),
    await api.get(`${path}/${id}/deliveries/${delivery.id}`),
    await api.post(`${path}/${id}/deliveries/${delivery.id}/replay`),
    await api.get(`${path}/no-id`),
  ]
  assert.deepEqual(
    answers.map((answer) => answer.status),
    answers.map(() => 404),
  )
  assert.deepEqual((await api.get(path)).body, { data: [], nextCursor: null })
  assert.equal((await world.shownEndpoint(id)).description, '')
})

test('owners and admins manage webhooks, agents do not', () => {
  for (const [role, may] of [
    ['owner', true],
    ['admin', true],
    ['agent', false],
  ] as const)
    assert.equal(rolePermissions[role].includes('webhooks.manage'), may)
})
