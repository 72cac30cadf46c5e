import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { operationsApp } from '#testing/given-operator.ts'
import { createTestRuntime, type TestRuntime } from '#testing/test-runtime.ts'
import { bodyFor, webhookApp } from '#testing/webhooks.ts'
import { storedWebhooks } from '#testing/stored-webhooks.ts'
import { text } from '#testing/webhook-world.ts'
import { addJob } from '../../jobs/jobs.ts'
import { newId } from '../../platform/ids.ts'
import { createApiKey } from '../accounts/accounts.ts'
import { drainJournal, startJournalProcessor } from '../webhook-intake/webhook-intake.ts'
import { operatorPermissions, workspacePermissions } from '../../http/access.ts'

let runtime: TestRuntime

before(async () => {
  runtime = await createTestRuntime()
})
after(() => runtime[Symbol.asyncDispose]())

const operatorOf = async () => {
  const tenantId = await runtime.given.tenant()
  const { app, signedIn } = await operationsApp(runtime)
  return {
    app,
    signedIn,
    tenantId,
    operator: await signedIn(tenantId, { role: 'owner', isOperator: true }),
  }
}

/** A number that is connected nowhere yet, and a webhook about it. */
const strangeNumber = () => {
  const phoneNumberId = String(Math.floor(Math.random() * 1e14) + 9e14)
  const wabaId = String(Math.floor(Math.random() * 1e14) + 8e14)
  return { phoneNumberId, wabaId, displayPhoneNumber: '15550100100' }
}

const park = async (number: ReturnType<typeof strangeNumber>, count = 1) => {
  const appId = await runtime.given.metaApp()
  const { post } = webhookApp(runtime)
  for (let index = 0; index < count; index++)
    await post(appId, bodyFor(number, text(newId(), 'Do you still have the whale mug?', index)))
  await drainJournal(runtime)
}

const parkedOf = async (operator: { get(url: string): Promise<{ body: unknown }> }) => {
  const { body } = await operator.get('/v1/operations/parked?limit=200')
  return (body as { data: { id: string; reason: string; detail: string }[] }).data
}

test('only operators may see and mend the queues, whatever their role', async () => {
  const { signedIn, tenantId, operator } = await operatorOf()
  const owner = await signedIn(tenantId, { role: 'owner', isOperator: false })
  const agent = await signedIn(tenantId, { role: 'agent', isOperator: true })
  const reads = ['queues', 'parked', 'unknown-outcomes', 'jobs'].map(
    (name) => `/v1/operations/${name}`,
  )
  for (const url of reads) {
    assert.equal((await operator.get(url)).status, 200, url)
    assert.equal((await agent.get(url)).status, 200, url)
    const refused = await owner.get(url)
    assert.equal(refused.status, 403, url)
    assert.equal(refused.body.code, 'forbidden')
  }
  for (const url of ['/v1/operations/parked/replay', '/v1/operations/jobs/retry'])
    assert.equal((await owner.post(url, { all: true })).status, 403, url)
})

test('the session names the permissions of an operator, and no others', async () => {
  const { signedIn, tenantId, operator } = await operatorOf()
  const owner = await signedIn(tenantId, { role: 'owner', isOperator: false })
  const permissionsOf = async (who: typeof owner) =>
    (await who.get('/v1/session')).body.permissions as string[]
  for (const permission of operatorPermissions) {
    assert.ok((await permissionsOf(operator)).includes(permission))
    assert.ok(!(await permissionsOf(owner)).includes(permission))
  }
})

test('an API key with every permission of a workspace may not look into the queues', async () => {
  const { app, tenantId } = await operatorOf()
  const key = await createApiKey(runtime.database, {
    tenantId,
    name: 'Integration',
    permissions: workspacePermissions,
    createdAt: new Date(),
  })
  const headers = { authorization: `Bearer ${key}` }
  const answer = await app.inject({ url: '/v1/operations/queues', headers })
  assert.equal(answer.statusCode, 403)
})

test('what is set aside is listed without its contents', async () => {
  const { operator } = await operatorOf()
  await park(strangeNumber())
  const [payload] = await parkedOf(operator)
  assert.equal(payload?.reason, 'unknown_phone_number')
  assert.deepEqual(Object.keys(payload ?? {}).sort(), [
    ...['appId', 'detail', 'id', 'parkedAt', 'reason', 'receivedAt', 'sizeBytes'],
  ])
  assert.ok(!JSON.stringify(payload).includes('whale'))
})

test('parked payloads come in pages, newest first, each once', async () => {
  const { operator } = await operatorOf()
  await park(strangeNumber(), 5)
  const all = await parkedOf(operator)
  const seen: string[] = []
  let cursor = ''
  do {
    const { body } = await operator.get(`/v1/operations/parked?limit=2${cursor}`)
    seen.push(...body.data.map((payload: { id: string }) => payload.id))
    cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
  } while (cursor !== '')
  assert.deepEqual(
    seen,
    all.map((payload) => payload.id),
  )
})

test('a replayed payload is applied once its number is connected', async () => {
  const { operator, tenantId } = await operatorOf()
  const number = strangeNumber()
  await park(number)
  const [payload] = await parkedOf(operator)
  assert.ok(payload)
  await runtime.given.channel(tenantId, number)
  const processor = startJournalProcessor(runtime)
  const answer = await operator.post('/v1/operations/parked/replay', { ids: [payload.id] })
  await processor.close()
  assert.equal(answer.status, 200)
  const { replayed, applied, parkedAgain, waiting } = answer.body
  assert.deepEqual(
    { replayed, applied, parkedAgain, waiting },
    { replayed: 1, applied: 1, parkedAgain: 0, waiting: 0 },
  )
  const { messages } = await storedWebhooks(runtime, tenantId)
  assert.equal(messages.length, 1)
  assert.ok(!(await parkedOf(operator)).some(({ id }) => id === payload.id))

  const again = await operator.post('/v1/operations/parked/replay', { ids: [payload.id] })
  assert.equal(again.body.replayed, 0)
  assert.equal((await storedWebhooks(runtime, tenantId)).messages.length, 1)
})

test('a replay of all ends, tells what came back, and leaves the rest where it belongs', async () => {
  const { operator, tenantId } = await operatorOf()
  const [known, unknown] = [strangeNumber(), strangeNumber()]
  await park(known, 3)
  await park(unknown, 2)
  await runtime.given.channel(tenantId, known)
  const total = (await parkedOf(operator)).length
  runtime.clock.setOffsetMs(1_000)
  const processor = startJournalProcessor(runtime)
  const { body } = await operator.post('/v1/operations/parked/replay', { all: true })
  await processor.close()
  runtime.clock.setOffsetMs(0)
  assert.equal(body.replayed, total)
  assert.equal(body.remaining, 0)
  assert.equal(body.applied, 3)
  assert.equal(body.parkedAgain, total - 3)
  assert.equal((await storedWebhooks(runtime, tenantId)).messages.length, 3)
})

test('a replay names some or all, not both, and nothing else', async () => {
  const { operator } = await operatorOf()
  const bodies = [{}, { ids: [] }, { ids: ['7'] }, { ids: [newId()], all: true }, { all: false }]
  for (const body of bodies) {
    const answer = await operator.post('/v1/operations/parked/replay', body)
    assert.equal(answer.status, 400, JSON.stringify(body))
  }
  assert.equal((await operator.get('/v1/operations/parked?cursor=none')).status, 400)
})

test('unknown outcomes are those of the caller’s own workspace', async () => {
  const [ours, theirs] = [await operatorOf(), await operatorOf()]
  const given = await givenUnknown(theirs.tenantId)
  const [mine, other] = [
    await ours.operator.get('/v1/operations/unknown-outcomes'),
    await theirs.operator.get('/v1/operations/unknown-outcomes'),
  ]
  assert.deepEqual(mine.body.data, [])
  const [outcome] = other.body.data
  assert.equal(outcome.messageId, given.messageId)
  assert.equal(outcome.conversationId, given.conversationId)
  assert.equal(outcome.priority, 'reply')
})

test('a failed job is shown masked, and a retry gives it all its tries again', async () => {
  const { operator, tenantId } = await operatorOf()
  await runtime.database.inTenant(tenantId, (tx) =>
    addJob(tx, { task: 'fetch-media', payload: { note: 'only for the worker' } }),
  )
  await asOwner(
    sql`update graphile_worker._private_jobs set attempts = max_attempts,
      last_error = 'refused for +15550100123, ask tess@keepword.example'`,
  )
  const listed = (await operator.get('/v1/operations/jobs')).body.data
  assert.equal(listed.length, 1)
  assert.equal(listed[0].state, 'failed')
  assert.equal(listed[0].error, 'refused for [number], ask [e-mail]')
  assert.ok(!JSON.stringify(listed).includes('only for the worker'))
  const retried = await operator.post('/v1/operations/jobs/retry', { all: true })
  assert.deepEqual(retried.body, { retried: 1 })
  assert.deepEqual((await operator.get('/v1/operations/jobs')).body.data, [])
})

const asOwner = (statement: ReturnType<typeof sql>) =>
  runtime.database.engine.connection().execute(async (connection) => {
    await sql`set role keepword_owner`.execute(connection)
    await statement.execute(connection)
    await sql`set role keepword_engine`.execute(connection)
  })

async function givenUnknown(tenantId: Awaited<ReturnType<TestRuntime['given']['tenant']>>) {
  const { givenConversation, givenMessage } = await import('#testing/given-inbox.ts')
  const conversation = await givenConversation(runtime, await runtime.given.channel(tenantId), {
    waId: '15550100177',
  })
  const messageId = await givenMessage(runtime, conversation, {})
  const { conversationId, channelId } = conversation
  await runtime.database.inTenant(tenantId, async (tx) => {
    await tx
      .updateTable('message')
      .set({ direction: 'outbound', status: 'unknown', authorKind: 'api', gate: '{}' })
      .where('tenantId', '=', tenantId)
      .where('id', '=', messageId)
      .execute()
    await tx
      .insertInto('unknownOutcome')
      .values({ tenantId, messageId, channelId, conversationId, priority: 0, since: new Date() })
      .execute()
  })
  return { messageId, conversationId }
}
