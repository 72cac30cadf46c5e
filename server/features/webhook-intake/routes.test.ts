import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Problem } from '#shared/contracts/problem.ts'
import { testVerifyToken } from '#testing/given.ts'
import { createTestRuntime } from '#testing/test-runtime.ts'
import { bodyFor, webhookApp } from '#testing/webhooks.ts'
import { webhookSignature } from '../../meta/webhook-signature.ts'
import { mostWebhookBytes } from './routes.ts'
import { drainJournal, journalLength, listParked, replayParked } from './webhook-intake.ts'

async function given() {
  const runtime = await createTestRuntime()
  const tenantId = await runtime.given.tenant()
  const channel = await runtime.given.channel(tenantId)
  return { runtime, tenantId, channel, ...webhookApp(runtime) }
}

const codeOf = (answer: { body: string; headers: Record<string, unknown> }): string => {
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  return (JSON.parse(answer.body) as Problem).code
}

test('the handshake gives the challenge back for the right token, and refuses everything else', async () => {
  const { runtime, app, channel } = await given()
  await using _ = runtime
  const ask = (query: Record<string, string>, appId = channel.appId) =>
    app.inject({ url: `/webhooks/meta/${appId}`, query })
  const right = {
    'hub.mode': 'subscribe',
    'hub.challenge': '1158201444',
    'hub.verify_token': testVerifyToken,
  }
  const answer = await ask(right)
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.body, '1158201444')
  assert.match(String(answer.headers['content-type']), /^text\/plain/)
  for (const wrong of [
    { ...right, 'hub.verify_token': `${testVerifyToken}x` },
    { ...right, 'hub.verify_token': '' },
    { ...right, 'hub.mode': 'unsubscribe' },
    { 'hub.mode': 'subscribe', 'hub.verify_token': testVerifyToken },
    {},
  ]) {
    const refused = await ask(wrong as Record<string, string>)
    assert.equal(refused.statusCode, 403)
    assert.equal(codeOf(refused), 'verification_refused')
  }
  assert.equal((await ask(right, '999')).statusCode, 404)
})

test('only what is signed with the secret of this app is taken', async () => {
  const { runtime, post, channel } = await given()
  await using _ = runtime
  const body = JSON.stringify(bodyFor(channel, { messages: [] }))
  const refusals = [
    [await post('999', body), 404, 'unknown_app'],
    [await post(channel.appId, body, { signature: null }), 401, 'signature_missing'],
    [await post(channel.appId, body, { signature: 'sha256=00' }), 401, 'signature_invalid'],
    [await post(channel.appId, body, { secret: 'another_secret' }), 401, 'signature_invalid'],
    [
      await post(channel.appId, body.slice(0, -1), {
        signature: webhookSignature('test_app_secret', Buffer.from(body)),
      }),
      401,
      'signature_invalid',
    ],
    [await post(channel.appId, '', {}), 400, 'webhook_not_json'],
  ] as const
  for (const [answer, status, code] of refusals) {
    assert.equal(answer.statusCode, status, code)
    assert.equal(codeOf(answer), code)
  }
  assert.equal(await journalLength(runtime.database), 0)
})

test('a webhook may have 3 MiB and not one byte more', async () => {
  const { runtime, post, channel } = await given()
  await using _ = runtime
  const frame = JSON.stringify(bodyFor(channel, { padding: '' }))
  const padded = (sizeBytes: number) =>
    JSON.stringify(bodyFor(channel, { padding: 'x'.repeat(sizeBytes - frame.length) }))
  assert.equal(Buffer.byteLength(padded(mostWebhookBytes)), mostWebhookBytes)
  assert.equal((await post(channel.appId, padded(mostWebhookBytes))).statusCode, 200)
  const refused = await post(channel.appId, padded(mostWebhookBytes + 1))
  assert.equal(refused.statusCode, 413)
  assert.equal(codeOf(refused), 'webhook_too_large')
  assert.match(refused.body, /3145728/)
  assert.equal(await journalLength(runtime.database), 1)
})

test('the content type does not matter, the signature does', async () => {
  const { runtime, app, channel } = await given()
  await using _ = runtime
  const payload = JSON.stringify(bodyFor(channel, { messages: [] }))
  for (const contentType of [undefined, 'text/plain', 'application/x-www-form-urlencoded']) {
    const answer = await app.inject({
      method: 'POST',
      url: `/webhooks/meta/${channel.appId}`,
      headers: {
        ...(contentType ? { 'content-type': contentType } : {}),
        'x-hub-signature-256': webhookSignature('test_app_secret', Buffer.from(payload)),
      },
      payload: Buffer.from(payload),
    })
    assert.equal(answer.statusCode, 200, contentType ?? 'none')
  }
})

test('a signed body that is not JSON is refused with a reason and kept once', async () => {
  const { runtime, post, channel } = await given()
  await using _ = runtime
  const truncated = JSON.stringify(bodyFor(channel, { messages: [] })).slice(0, -3)
  for (let round = 0; round < 2; round++) {
    const answer = await post(channel.appId, truncated)
    assert.equal(answer.statusCode, 400)
    assert.equal(codeOf(answer), 'webhook_not_json')
  }
  assert.deepEqual(
    (await listParked(runtime.database)).map(({ reason }) => reason),
    ['not_json'],
  )
})

test('unknown objects, fields and shapes are taken, and nothing of them is lost', async () => {
  const { runtime, post, channel } = await given()
  await using _ = runtime
  for (const body of [
    '[]',
    '"text"',
    '{"object":"page","entry":[{"id":"1","messaging":[{"text":"hi"}]}]}',
    '{"object":"whatsapp_business_account","entry":{"id":"1"}}',
  ])
    assert.equal((await post(channel.appId, body)).statusCode, 200, body)
  const nothing = '{"object":"whatsapp_business_account","entry":[]}'
  assert.equal((await post(channel.appId, nothing)).statusCode, 200)
  await drainJournal(runtime)
  assert.deepEqual(
    (await listParked(runtime.database)).map(({ reason }) => reason),
    ['unknown_shape', 'unknown_shape', 'unknown_shape', 'unknown_shape'],
  )
})

test('what belongs to an unknown number is set aside without holding up its batch, and applies once the number is there', async () => {
  const { runtime, tenantId, post, channel } = await given()
  await using _ = runtime
  const other = {
    phoneNumberId: '5559990001',
    wabaId: '5559990002',
    displayPhoneNumber: '15550100199',
  }
  const messageFrom = (id: string) => ({
    messages: [
      { from: '15550100123', id, timestamp: '1750269342', type: 'text', text: { body: 'Hi' } },
    ],
  })
  const mixed = {
    object: 'whatsapp_business_account',
    entry: [
      ...bodyFor(other, messageFrom('wamid.other')).entry,
      ...bodyFor(channel, messageFrom('wamid.own')).entry,
    ],
  }
  assert.equal((await post(channel.appId, mixed)).statusCode, 200)
  await drainJournal(runtime)
  const count = async (tenant: typeof tenantId) =>
    runtime.database.inTenant(tenant, async (tx) => {
      const rows = await tx
        .selectFrom('message')
        .select('wamid')
        .where('tenantId', '=', tenant)
        .execute()
      return rows.map((row) => row.wamid)
    })
  assert.deepEqual(await count(tenantId), ['wamid.own'])
  assert.deepEqual(
    (await listParked(runtime.database)).map(({ reason }) => reason),
    ['unknown_phone_number'],
  )
  const late = await runtime.given.tenant()
  await runtime.given.channel(late, other)
  assert.equal(await replayParked(runtime), 1)
  await drainJournal(runtime)
  assert.deepEqual(await count(late), ['wamid.other'])
  assert.deepEqual(await count(tenantId), ['wamid.own'])
  assert.deepEqual(await listParked(runtime.database), [])
})

test('an app cannot speak for the number of another app', async () => {
  const { runtime, tenantId, post, channel } = await given()
  await using _ = runtime
  const stranger = await runtime.given.metaApp('700000000000002')
  const body = bodyFor(channel, {
    messages: [
      {
        from: '15550100123',
        id: 'wamid.forged',
        timestamp: '1750269342',
        type: 'text',
        text: { body: 'Hi' },
      },
    ],
  })
  assert.equal((await post(stranger, body)).statusCode, 200)
  await drainJournal(runtime)
  const rows = await runtime.database.inTenant(tenantId, (tx) =>
    tx.selectFrom('message').select('id').where('tenantId', '=', tenantId).execute(),
  )
  assert.deepEqual(rows, [])
  assert.equal((await listParked(runtime.database)).length, 1)
})

test('while the database is away Meta is told to come again', async () => {
  const { runtime, post, channel } = await given()
  await using _ = runtime
  const body = bodyFor(channel, { messages: [] })
  assert.equal((await post(channel.appId, body)).statusCode, 200)
  const failing = webhookApp({
    ...runtime,
    database: new Proxy(runtime.database, {
      get: (target, key) =>
        key === 'engine'
          ? new Proxy(target.engine, {
              get: (engine, name) =>
                name === 'executeQuery'
                  ? () => Promise.reject(new Error('Connection terminated'))
                  : (Reflect.get(engine, name) as unknown as (...given: never[]) => unknown).bind(
                      engine,
                    ),
            })
          : (Reflect.get(target, key) as unknown),
    }),
  })
  const answer = await failing.post(channel.appId, body)
  assert.equal(answer.statusCode, 503)
  assert.equal(codeOf(answer), 'intake_unavailable')
  assert.ok(Number(answer.headers['retry-after']) > 0)
})
