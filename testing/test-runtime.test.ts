import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { createTestRuntime } from './test-runtime.ts'

test('one tenant does not see the rows of another, and no tenant sees any', async () => {
  await using runtime = await createTestRuntime()
  const [first, second] = [await runtime.given.tenant(), await runtime.given.tenant()]
  const { channelId } = await runtime.given.channel(first)
  const visibleTo = (tenantId: typeof first) =>
    runtime.database.inTenant(tenantId, async (tx) => {
      const rows = await sql<{ id: string }>`select id from channel`.execute(tx)
      return rows.rows.map((row) => row.id)
    })
  assert.deepEqual(await visibleTo(first), [channelId])
  assert.deepEqual(await visibleTo(second), [])
})
