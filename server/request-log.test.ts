import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { startFakeGraph, graphError } from '#testing/fake-graph.ts'
import { createGiven, testAppSecret } from '#testing/given.ts'
import { createTestDatabase } from '#testing/test-database.ts'
import { bodyFor } from '#testing/webhooks.ts'
import { text } from '#testing/webhook-world.ts'
import { readConfig } from './config/config.ts'
import { webhookSignature } from './meta/webhook-signature.ts'
import { offsetClock } from './platform/clock.ts'
import { createLog } from './platform/log.ts'
import { startServer } from './start-server.ts'
import { createApiKey } from './features/accounts/accounts.ts'
import { workspacePermissions } from './http/access.ts'

type Line = Record<string, unknown> & { msg: string }

/** The whole server at LOG_LEVEL=debug, before a Graph API that the test commands. */
async function given() {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await createTestDatabase())
  const graph = stack.use(await startFakeGraph())
  const dataDir = await mkdtemp(join(tmpdir(), 'keepword-log-'))
  stack.defer(() => rm(dataDir, { recursive: true, force: true }))
  let written = ''
  const waiting = new Set<() => void>()
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      written += String(chunk)
      for (const look of waiting) look()
      done()
    },
  })
  const config = { ...readConfig({ DATA_DIR: dataDir, META_GRAPH_URL: graph.url }), port: 0 }
  const server = await startServer({
    config,
    services: new Set(['api', 'intake', 'sender', 'jobs'] as const),
    address: database.address,
    clock: offsetClock(),
    log: createLog('debug', destination),
    simulatorUrl: null,
  })
  stack.defer(() => server.close())
  const lines = () =>
    written
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line)
  const owned = stack.move()
  return {
    server,
    graph,
    lines,
    written: () => written,
    /** The first line like this one, as soon as it is there. */
    line: (isWanted: (line: Line) => boolean): Promise<Line> =>
      inTime(
        new Promise((resolve) => {
          const look = () => {
            const found = lines().find(isWanted)
            if (!found) return
            waiting.delete(look)
            resolve(found)
          }
          waiting.add(look)
          look()
        }),
        () => `the line did not come:\n${written}`,
      ),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Fails with what there was instead, so that a test never hangs. */
async function inTime<T>(wanted: Promise<T>, otherwise: () => string): Promise<T> {
  const signal = AbortSignal.timeout(15_000)
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error(otherwise())))
  })
  return Promise.race([wanted, late])
}

const planted = {
  number: '15550100123',
  words: 'the glaze cracked on both whales',
  email: 'amara@pots.example',
  token: 'EAAplantedtokenofanumber0123456789',
}

test('one request id leads from the answer over the message to Meta’s trace id; the log holds no content', async () => {
  await using world = await given()
  const { server, graph } = world
  const { runtime, url } = server
  const giveWith = createGiven(runtime)
  const tenantId = await giveWith.tenant()
  const channel = await giveWith.channel(tenantId)
  const key = await createApiKey(runtime.database, {
    ...{ tenantId, name: 'Integration', permissions: workspacePermissions },
    createdAt: new Date(),
  })
  const call = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const postWebhook = (body: object, secret = testAppSecret) =>
    call(`/webhooks/meta/${channel.appId}`, body, {
      'x-hub-signature-256': webhookSignature(secret, Buffer.from(JSON.stringify(body))),
    })
  const authorization = `Bearer ${key}`

  // What comes in: taken, refused, and set aside because nobody has the number.
  const inbound = bodyFor(
    channel,
    text('planted', planted.words, Math.floor(Date.now() / 1000) - 1_750_000_000),
  )
  const applied = new Promise((resolve) => runtime.hints.subscribe(tenantId, resolve))
  assert.equal((await postWebhook(inbound)).status, 200)
  await inTime(applied, world.written)
  await postWebhook(inbound, 'another secret')
  const strange = { wabaId: '899', phoneNumberId: '999', displayPhoneNumber: planted.number }
  const parked = await postWebhook(bodyFor(strange, text('lost', planted.words, 2)))
  const setAside = await world.line((line) => line.msg === 'webhook set aside')
  assert.equal(setAside['journalId'], parked.headers.get('x-request-id'))

  // What goes out: accepted, then refused by Meta; then requests that are wrong in all ways.
  const send = () =>
    call(
      '/v1/messages',
      { to: planted.number, type: 'text', text: { body: planted.words } },
      { authorization },
    )
  const sent = await send()
  assert.equal(sent.status, 202, await sent.clone().text())
  const requestId = sent.headers.get('x-request-id')
  const { id: messageId } = (await sent.json()) as { id: string }
  await world.line((line) => line.msg === 'message sent' && line['requestId'] === requestId)
  graph.answerWith(() => graphError(131026))
  const refused = (await send()).headers.get('x-request-id')
  const refusal = await world.line((line) => line.msg === 'message refused')
  assert.equal(refusal['requestId'], refused)
  assert.equal(refusal['fbtraceId'], 'Atest')
  await call('/v1/session', { email: planted.email, password: planted.token })
  await call('/v1/session', { email: `${planted.email} ${planted.number}` })
  await call(
    '/v1/messages',
    { to: planted.email, text: { body: planted.words } },
    { authorization },
  )
  const headers = { authorization: `Bearer ${planted.token}` }
  await fetch(`${url}/v1/conversations?search=${planted.number}`, { headers })
  await fetch(`${url}/v1/${planted.number}?q=${planted.email}`, { headers })
  await world.line((line) => line['route'] === 'unmatched')

  const access = world.lines().find((line) => line['requestId'] === requestId && line['route'])
  assert.deepEqual(
    [access?.['method'], access?.['route'], access?.['status'], access?.['caller']],
    ['POST', '/v1/messages', 202, 'api-key'],
  )
  assert.equal(access?.['messageId'], messageId)
  const row = await runtime.database.inTenant(tenantId, (tx) =>
    tx
      .selectFrom('message')
      .select('requestId')
      .where('tenantId', '=', tenantId)
      .where('id', '=', messageId)
      .executeTakeFirstOrThrow(),
  )
  assert.equal(row.requestId, requestId)
  const log = world.written()
  for (const [name, secret] of Object.entries({
    ...planted,
    key,
    channelToken: channel.accessToken,
  }))
    assert.ok(!log.includes(secret), `${name} is in the log:\n${log}`)
  assert.ok(!log.includes('whales'), log)
  assert.ok(!log.includes('?'), 'a query string is in the log')
})

test('an error is logged without the values that the database hangs onto it', async () => {
  await using world = await given()
  const { runtime } = world.server
  const email = planted.email
  const insert = () =>
    runtime.database.engine
      .insertInto('appUser')
      .values({
        id: crypto.randomUUID(),
        email,
        name: planted.words,
        passwordHash: '!',
        createdAt: new Date(),
      })
      .execute()
  await insert()
  const error = await insert().then(
    () => assert.fail('the second one fits'),
    (failure: unknown) => failure,
  )
  assert.ok(JSON.stringify(error).includes(email), 'the driver tells the value')
  runtime.log.error({ err: new Error(`for ${planted.number}`, { cause: error }) }, 'planted')
  const line = await world.line(({ msg }) => msg === 'planted')
  assert.equal((line['err'] as { cause: { code: string } }).cause.code, '23505')
  for (const secret of Object.values(planted)) assert.ok(!world.written().includes(secret), secret)
})
