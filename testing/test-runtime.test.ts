import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connectOnce } from '#server/database/connection.ts'
import { createTestRuntime } from './test-runtime.ts'

test('one tenant does not see the rows of another, and no tenant sees any', async () => {
  await using runtime = await createTestRuntime()
  const [first, second] = [await runtime.given.tenant(), await runtime.given.tenant()]
  const { channelId } = await runtime.given.channel(first)
  // A connection of its own: the statement leaves out the tenant on purpose, the policy alone must hold.
  const client = await connectOnce(runtime.address, 'app')
  const visibleTo = async (tenantId: string | null) => {
    await client.query('begin')
    if (tenantId) await client.query('select set_tenant($1)', [tenantId])
    const rows = await client.query<{ id: string }>('select id from channel')
    await client.query('rollback')
    return rows.rows.map((row) => row.id)
  }
  assert.deepEqual(await visibleTo(first), [channelId])
  assert.deepEqual(await visibleTo(second), [])
  assert.deepEqual(await visibleTo(null), [])
  await client.end()
})
