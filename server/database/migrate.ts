import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { runMigrations as migrateJobs } from 'graphile-worker'
import pg from 'pg'
import { StartFault } from '../platform/start-fault.ts'
import { connectOnce, connectionSettings, schemaName, type DatabaseAddress } from './connection.ts'

const migrationsUrl = new URL('./migrations/', import.meta.url)
const oldestServerVersion = 150_000
/** Any constant will do, as long as every Keepword process uses the same. */
const migrationLock = 4_839_217

type Migration = { name: string; text: string; checksum: string }

/**
 * Brings the database to this program's schema: roles, then the SQL files in the order of their names,
 * one transaction each. Processes that start together wait for each other.
 * @throws StartFault when a file was changed after it ran, or the database is newer than this program.
 */
export async function migrate(address: DatabaseAddress): Promise<void> {
  const client = await connectOnce(address, null)
  try {
    const version = await client.query<{ server_version_num: string }>('show server_version_num')
    if (Number(version.rows[0]?.server_version_num) < oldestServerVersion)
      throw new StartFault('DATABASE_URL must lead to PostgreSQL 15 or later.')
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await ensureRoles(client)
    await client.query('set role keepword_owner')
    await client.query(`create schema if not exists ${schemaName}`)
    await client.query(`grant usage on schema ${schemaName} to keepword_app, keepword_engine`)
    await migrateJobTables(address)
    await client.query(`create table if not exists schema_migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`)
    await applyMissing(client, await readMigrations())
  } finally {
    await client.end()
  }
}

async function ensureRoles(client: pg.Client): Promise<void> {
  for (const role of ['keepword_owner', 'keepword_app', 'keepword_engine']) {
    // Roles belong to the whole server: another database's migration may make them at this very moment.
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
      exception when duplicate_object or unique_violation then null;
    end $$`)
    await client.query(`do $$ begin
      if not pg_has_role(current_user, '${role}', 'member') then execute format('grant ${role} to %I', current_user); end if;
    end $$`)
  }
  const database = await client.query<{ name: string }>('select current_database() as name')
  const name = pg.escapeIdentifier(database.rows[0]?.name ?? '')
  await client.query(`grant create, connect on database ${name} to keepword_owner`)
}

/** graphile-worker keeps its own schema and migrations. */
async function migrateJobTables(address: DatabaseAddress): Promise<void> {
  const pool = new pg.Pool({ ...connectionSettings(address, 'owner'), max: 1 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    await migrateJobs({ pgPool: pool })
  } finally {
    await pool.end()
  }
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(migrationsUrl)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, migrationsUrl), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function applyMissing(client: pg.Client, migrations: Migration[]): Promise<void> {
  const applied = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migration order by name',
  )
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of applied.rows) {
    const migration = known.get(row.name)
    if (!migration)
      throw new StartFault(
        `The database holds migration ${row.name}, which this Keepword does not know: it is newer than this program. Start the newer version.`,
      )
    if (migration.checksum !== row.checksum)
      throw new StartFault(
        `Migration ${row.name} was changed after it ran; restore the file and write a new migration instead.`,
      )
  }
  const done = new Set(applied.rows.map((row) => row.name))
  for (const migration of migrations) {
    if (done.has(migration.name)) continue
    await client.query('begin')
    try {
      await client.query(migration.text)
      await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [
        migration.name,
        migration.checksum,
      ])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw new Error(`migration ${migration.name} failed: ${(error as Error).message}`, {
        cause: error,
      })
    }
  }
}
