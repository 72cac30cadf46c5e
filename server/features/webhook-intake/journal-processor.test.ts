import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql, type Kysely } from 'kysely'
import type { DB } from '#server/database/schema.ts'
import { storedWebhooks } from '#testing/stored-webhooks.ts'
import { createTestRuntime, type TestRuntime } from '#testing/test-runtime.ts'
import { at, message, status, text } from '#testing/webhook-world.ts'
import { bodyFor, webhookApp } from '#testing/webhooks.ts'
import { databaseFault } from '../../database/database-fault.ts'
import { openBody } from './journal-store.ts'
import {
  drainJournal,
  journalLength,
  listParked,
  replayParked,
  startJournalProcessor,
} from './webhook-intake.ts'

async function given() {
  const runtime = await createTestRuntime()
  const tenantId = await runtime.given.tenant()
  const channel = await runtime.given.channel(tenantId)
  const { post } = webhookApp(runtime)
  const wamids = async () =>
    (await storedWebhooks(runtime, tenantId)).messages.map(({ row }) => String(row.wamid)).sort()
  return { runtime, tenantId, channel, post, wamids }
}

/** Settles when a hint of this kind is published for the message count-th time. */
const hintsOf = (runtime: TestRuntime, kind: string, count: number): Promise<void> =>
  new Promise((resolve) => {
    const publish = runtime.hints.publish.bind(runtime.hints)
    let seen = 0
    runtime.hints.publish = (tenantId, hint) => {
      publish(tenantId, hint)
      if (hint.kind === kind && ++seen === count) resolve()
    }
  })

/** Runs `work` on one connection as another role; `none` is the login role itself, which sees all sessions. */
const asRole = <T>(
  runtime: TestRuntime,
  role: 'none' | 'keepword_owner',
  work: (connection: Kysely<DB>) => Promise<T>,
): Promise<T> =>
  runtime.database.engine.connection().execute(async (connection) => {
    await sql.raw(`set role ${role}`).execute(connection)
    try {
      return await work(connection)
    } finally {
      await sql`reset role`.execute(connection)
    }
  })

test('a running processor applies what is posted and tells the screens after the commit', async () => {
  const { runtime, channel, post, wamids } = await given()
  await using _ = runtime
  const processor = startJournalProcessor(runtime)
  const told = hintsOf(runtime, 'message', 2)
  await Promise.all([
    post(channel.appId, bodyFor(channel, text('A', 'Hi', 0))),
    post(channel.appId, bodyFor(channel, text('B', 'Hi', 1))),
  ])
  await told
  assert.deepEqual(await wamids(), ['wamid.A', 'wamid.B'])
  await processor.close()
})

test('a processor that is cut off in the middle has done nothing; the next one does all, once', async () => {
  const { runtime, tenantId, channel, post, wamids } = await given()
  await using _ = runtime
  await post(channel.appId, bodyFor(channel, text('A', 'Hi', 0)))
  await drainJournal(runtime)
  const before = await storedWebhooks(runtime, tenantId)
  for (const id of ['B', 'C', 'D']) await post(channel.appId, bodyFor(channel, text(id, 'Hi', 1)))
  await post(
    channel.appId,
    bodyFor(channel, message('r', 'reaction', 2, { message_id: 'wamid.A', emoji: '👍' })),
  )

  // The conversation is held, so that the processor stops in the middle of its transaction.
  const held = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const holder = runtime.database.inTenant(tenantId, async (tx) => {
    await tx
      .selectFrom('conversation')
      .select('id')
      .where('tenantId', '=', tenantId)
      .forUpdate()
      .execute()
    held.resolve()
    await release.promise
  })
  await held.promise
  const processor = startJournalProcessor(runtime)
  const victims = await asRole(runtime, 'none', async (connection) => {
    for (;;) {
      const { rows } = await sql<{ pid: number }>`
        select pid from pg_stat_activity where datname = current_database()
          and wait_event_type = 'Lock' and query like ${'%update conversation%'}`.execute(
        connection,
      )
      if (rows.length > 0) return rows
    }
  })
  assert.deepEqual(await wamids(), ['wamid.A'])
  assert.equal(await journalLength(runtime.database), 4)
  const told = hintsOf(runtime, 'message', 4)
  await asRole(runtime, 'none', async (connection) => {
    for (const { pid } of victims)
      await sql`select pg_terminate_backend(${pid})`.execute(connection)
  })
  release.resolve()
  await holder
  await told
  await processor.close()
  assert.equal(await journalLength(runtime.database), 0)
  assert.deepEqual(await wamids(), ['wamid.A', 'wamid.B', 'wamid.C', 'wamid.D'])
  const after = await storedWebhooks(runtime, tenantId)
  assert.equal(after.changes.length, 1)
  assert.deepEqual(after.messages[0]?.row.id, before.messages[0]?.row.id)
  const { rows } = await runtime.database.inTenant(tenantId, (tx) =>
    sql<{
      inboundCount: number
    }>`select inbound_count from conversation where tenant_id = ${tenantId}`.execute(tx),
  )
  assert.deepEqual(rows, [{ inboundCount: 4 }])
  assert.deepEqual(await listParked(runtime.database), [])
})

test('a payload that cannot be applied is set aside alone, byte for byte, and can be replayed', async () => {
  const { runtime, tenantId, channel, post, wamids } = await given()
  await using _ = runtime
  // A rule of the database that nothing in the code knows of stands for any mistake of ours.
  await asRole(runtime, 'keepword_owner', (connection) =>
    sql`alter table message add constraint no_hologram check (type <> 'hologram')`.execute(
      connection,
    ),
  )
  const poison = bodyFor(channel, message('X', 'hologram', 1, { depth: 3 }))
  for (const body of [
    ...['A', 'B', 'C'].map((id) => bodyFor(channel, text(id, 'Hi', 0))),
    poison,
    ...['D', 'E'].map((id) => bodyFor(channel, text(id, 'Hi', 2))),
  ])
    await post(channel.appId, body)
  await drainJournal(runtime)
  assert.deepEqual(await wamids(), ['wamid.A', 'wamid.B', 'wamid.C', 'wamid.D', 'wamid.E'])
  const [parked, ...others] = await listParked(runtime.database)
  assert.deepEqual(others, [])
  assert.equal(parked?.reason, 'not_applied')
  assert.equal(parked?.detail, 'error 23514')
  const row = await runtime.database.engine
    .selectFrom('journalParked')
    .selectAll()
    .executeTakeFirstOrThrow()
  const platform = await runtime.keyring.forPlatform()
  assert.equal(openBody(platform, row.id, row.bodySealed).toString(), JSON.stringify(poison))

  await asRole(runtime, 'keepword_owner', (connection) =>
    sql`alter table message drop constraint no_hologram`.execute(connection),
  )
  await replayParked(runtime, [row.id])
  await drainJournal(runtime)
  assert.ok((await wamids()).includes('wamid.X'))
  assert.deepEqual(await listParked(runtime.database), [])
  assert.equal((await storedWebhooks(runtime, tenantId)).messages.length, 6)
})

test('two processors at once apply each payload once', async () => {
  const { runtime, tenantId, channel, post } = await given()
  await using _ = runtime
  const second = await runtime.given.channel(tenantId)
  const count = 40
  const told = hintsOf(runtime, 'message', count)
  const processors = [startJournalProcessor(runtime), startJournalProcessor(runtime)]
  await Promise.all(
    Array.from({ length: count }, (_, index) => {
      const to = index % 2 === 0 ? channel : second
      return post(to.appId, bodyFor(to, text(String(index), 'Hi', index)))
    }),
  )
  await told
  for (const processor of processors) await processor.close()
  const { messages } = await storedWebhooks(runtime, tenantId)
  assert.equal(messages.length, count)
  const { rows } = await runtime.database.inTenant(tenantId, (tx) =>
    sql<{ inboundCount: number }>`
      select inbound_count from conversation where tenant_id = ${tenantId}`.execute(tx),
  )
  assert.deepEqual(rows, [{ inboundCount: 20 }, { inboundCount: 20 }])
  const contacts = await runtime.database.inTenant(tenantId, (tx) =>
    tx.selectFrom('contact').select('id').where('tenantId', '=', tenantId).execute(),
  )
  assert.equal(contacts.length, 1, 'one person who writes to both numbers is one contact')
})

test('a large batch of every sort is applied in a handful of statements', async () => {
  const { runtime, tenantId, channel, post, wamids } = await given()
  await using _ = runtime
  const people = Array.from({ length: 50 }, (_, index) => ({
    from: `1555010${String(index).padStart(4, '0')}`,
    id: `wamid.${index}`,
    timestamp: at(index),
    type: 'text',
    text: { body: 'Hi' },
  }))
  await post(channel.appId, bodyFor(channel, { messages: people }))
  await post(
    channel.appId,
    bodyFor(channel, {
      statuses: people.flatMap(({ id }) => status(id, 'read', 1)['statuses'] as object[]),
    }),
  )
  const before = runtime.statements.length
  await drainJournal(runtime)
  const statements = runtime.statements.length - before
  assert.equal((await wamids()).length, 50)
  assert.ok(statements < 60, `${statements} statements`)
  assert.equal((await storedWebhooks(runtime, tenantId)).statuses.length, 50)
})

test('faults of the database are told from faults of a payload', () => {
  const fault = (code: string | undefined, message = 'x') =>
    Object.assign(new Error(message), { code })
  for (const code of ['08006', '57P01', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT'])
    assert.equal(databaseFault(fault(code)), 'outage', code)
  assert.equal(databaseFault(new Error('wrapped', { cause: fault('57P01') })), 'outage')
  assert.equal(databaseFault(fault(undefined, 'Connection terminated unexpectedly')), 'outage')
  for (const code of ['40001', '40P01', '23505'])
    assert.equal(databaseFault(fault(code)), 'collision', code)
  for (const code of ['23514', '22P02', '22021', undefined])
    assert.equal(databaseFault(fault(code)), 'lasting', code ?? 'no code')
})
