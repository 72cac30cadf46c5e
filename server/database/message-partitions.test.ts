import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestDatabase } from '#testing/test-database.ts'
import { newId } from '../platform/ids.ts'
import { connectOnce } from './connection.ts'
import { ensureMessagePartitions } from './message-partitions.ts'

test('messages that came before their partition move into it, and the next run changes nothing', async () => {
  await using database = await createTestDatabase()
  const client = await connectOnce(database.address, 'engine')
  const [tenantId, id] = [newId(), newId()]
  await client.query(
    `insert into message (tenant_id, id, conversation_id, contact_id, channel_id, direction, type, status,
       author_kind, content_sealed, occurred_at, created_at)
     values ($1, $2, $1, $1, $1, 'inbound', 'text', 'received', 'contact', '', now(), now())`,
    [tenantId, id],
  )
  const home = async () =>
    (
      await client.query<{ home: string }>(
        'select tableoid::regclass::text as home from message where tenant_id = $1 and id = $2',
        [tenantId, id],
      )
    ).rows[0]?.home
  assert.equal(await home(), 'message_default')
  await ensureMessagePartitions(database.address, new Date())
  const month = new Date().toISOString().slice(0, 7).replace('-', '_')
  assert.equal(await home(), `message_${month}`)
  await Promise.all([
    ensureMessagePartitions(database.address, new Date()),
    ensureMessagePartitions(database.address, new Date()),
  ])
  assert.equal(await home(), `message_${month}`)
  await client.end()
})

test('partitions leave half of each page free, so that later states of a message stand beside it', async () => {
  await using database = await createTestDatabase()
  await ensureMessagePartitions(database.address, new Date())
  const client = await connectOnce(database.address, 'engine')
  const { rows } = await client.query<{ name: string; reloptions: string[] | null }>(
    `select c.relname as name, c.reloptions from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'message'::regclass`,
  )
  await client.end()
  assert.ok(rows.length >= 5)
  for (const { name, reloptions } of rows) assert.deepEqual(reloptions, ['fillfactor=50'], name)
})
