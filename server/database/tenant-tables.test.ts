import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestDatabase } from '#testing/test-database.ts'
import { connectOnce } from './connection.ts'

/** Tables without a tenant, each with its reason. A new one must be argued for here. */
const sharedTables: Record<string, string> = {
  schema_migration: 'the migrations that ran',
  platform_key: 'data keys of the platform itself',
  app_user: 'a person may belong to several tenants',
  session: 'found by its id before the tenant is known',
  api_key: 'found by its hash before the tenant is known',
  meta_app: 'belongs to the deployment',
  channel_route: 'finds the tenant of a webhook',
  journal: 'global queue, keyed by bucket',
  journal_parked: 'global queue, keyed by bucket',
  tenant: 'the tenants themselves; row-level security shows each its own row',
}

test('every table is of a tenant, with forced row-level security and policies, or is listed as shared', async () => {
  await using database = await createTestDatabase()
  const client = await connectOnce(database.address, 'owner')
  const tables = await client.query<{
    name: string
    forced: boolean
    policies: string[]
    first_key_column: string
  }>(`select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
      array(select unnest(p.roles)::text from pg_policies p
        where p.schemaname = 'keepword' and p.tablename = c.relname) as policies,
      (select a.attname from pg_constraint k join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
        where k.conrelid = c.oid and k.contype = 'p') as first_key_column
    from pg_class c where c.relnamespace = 'keepword'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`)
  await client.end()
  const faults = tables.rows
    .filter((table) => !(table.name in sharedTables))
    .filter(
      (table) =>
        !table.forced ||
        table.first_key_column !== 'tenant_id' ||
        !table.policies.includes('keepword_app') ||
        !table.policies.includes('keepword_engine'),
    )
    .map((table) => table.name)
  assert.deepEqual(
    faults,
    [],
    'tenant tables: tenant_id first in the key, row-level security forced, policies',
  )
  assert.ok(tables.rows.length > 20, 'the check sees the schema')
})

test('every unique constraint and foreign key among tenant tables carries the tenant', async () => {
  await using database = await createTestDatabase()
  const client = await connectOnce(database.address, 'owner')
  const constraints = await client.query<{ relation: string; definition: string }>(
    `select c.relname as relation, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where c.relnamespace = 'keepword'::regnamespace and not c.relispartition and k.contype in ('u', 'f', 'x')
     union all
     select tablename, indexdef from pg_indexes where schemaname = 'keepword' and indexdef like 'CREATE UNIQUE%'`,
  )
  await client.end()
  const faults = constraints.rows.filter(
    (row) =>
      !(row.relation in sharedTables) &&
      !row.relation.startsWith('message_') &&
      !row.definition.includes('tenant_id') &&
      !/REFERENCES app_user/.test(row.definition) &&
      !/REFERENCES meta_app/.test(row.definition),
  )
  assert.deepEqual(faults, [])
})

test('the app role sees no row of a shared table but its own tenant', async () => {
  await using database = await createTestDatabase()
  const client = await connectOnce(database.address, 'app')
  for (const table of Object.keys(sharedTables).filter((name) => name !== 'tenant'))
    await assert.rejects(client.query(`select from ${table}`), /permission denied/)
  assert.equal((await client.query('select from tenant')).rowCount, 0)
  await client.end()
})

test('the app role cannot step out of itself', async () => {
  await using database = await createTestDatabase()
  const client = await connectOnce(database.address, 'app')
  await client.query('reset role')
  const role = await client.query<{ name: string }>('select current_user as name')
  assert.equal(role.rows[0]?.name, 'keepword_app')
  await client.end()
})
