/**
 * Writes what is generated from the live schema: server/database/schema.ts (types for Kysely) and
 * server/database/schema.sql (a dump, to read). Run it after every new migration: `npm run schema`.
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '#server/database/embedded-postgres.ts'
import { connectOnce } from '#server/database/connection.ts'
import { describeSchema } from '#server/database/describe-schema.ts'
import { migrate } from '#server/database/migrate.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'keepword-schema-'))
const postgres = await startEmbeddedPostgres({ dataDir, isDisposable: true })
try {
  const address = { socketDir: postgres.socketDir, user: postgres.user, database: 'postgres' }
  await migrate(address)
  const url = `postgres://${postgres.user}@/postgres?host=${encodeURIComponent(postgres.socketDir)}`
  const typesPath = join(import.meta.dirname, '../server/database/schema.ts')
  execFileSync(
    'kysely-codegen',
    [
      ...['--dialect', 'postgres', '--url', url, '--out-file', typesPath, '--camel-case'],
      ...['--default-schema', 'keepword', '--include-pattern', 'keepword.*'],
      ...['--exclude-pattern', 'keepword.{schema_migration,message_default}'],
    ],
    { stdio: 'inherit' },
  )
  // Our driver reads BIGINT as bigint (connection.ts), not as text.
  const types = await readFile(typesPath, 'utf8')
  await writeFile(
    typesPath,
    types.replace('ColumnType<string, bigint', 'ColumnType<bigint, bigint'),
  )
  const client = await connectOnce(address, 'owner')
  await writeFile(
    join(import.meta.dirname, '../server/database/schema.sql'),
    await describeSchema(client),
  )
  await client.end()
} finally {
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}
