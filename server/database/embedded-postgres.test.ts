import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { StartFault } from '../platform/start-fault.ts'
import { connectOnce } from './connection.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'

async function temporaryDir() {
  const path = await mkdtemp(join(tmpdir(), 'keepword-embedded-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

const postmasterPid = async (dataDir: string): Promise<number> =>
  Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])

test('a server that outlived us is adopted, with its data', async () => {
  await using dir = await temporaryDir()
  const first = await startEmbeddedPostgres({ dataDir: dir.path, isDisposable: true })
  const address = { socketDir: first.socketDir, user: first.user, database: 'postgres' }
  const client = await connectOnce(address, null)
  await client.query('create table public.kept as select 42 as answer')
  await client.end()
  const second = await startEmbeddedPostgres({ dataDir: dir.path, isDisposable: true })
  try {
    assert.equal(second.wasAdopted, true)
    const again = await connectOnce(address, null)
    assert.equal((await again.query('select answer from public.kept')).rows[0]?.answer, 42)
    await again.end()
  } finally {
    await second.stop()
  }
  await assert.rejects(readFile(join(dir.path, 'postgres/postmaster.pid')), /ENOENT/)
})

test('a server killed with -9 starts again with what was committed', async () => {
  await using dir = await temporaryDir()
  const first = await startEmbeddedPostgres({ dataDir: dir.path })
  const address = { socketDir: first.socketDir, user: first.user, database: 'postgres' }
  const client = await connectOnce(address, null)
  await client.query('create table public.kept as select 42 as answer')
  process.kill(await postmasterPid(dir.path), 'SIGKILL')
  await client.end().catch(() => {})
  const second = await startEmbeddedPostgres({ dataDir: dir.path })
  try {
    assert.equal(second.wasAdopted, false)
    const again = await connectOnce(address, null)
    assert.equal((await again.query('select answer from public.kept')).rows[0]?.answer, 42)
    await again.end()
  } finally {
    await second.stop()
  }
})

test('a second owner of a data folder is sent away, and the first one keeps its database', async () => {
  await using dir = await temporaryDir()
  const first = await startEmbeddedPostgres({ dataDir: dir.path })
  try {
    await assert.rejects(startEmbeddedPostgres({ dataDir: dir.path }), (error: Error) => {
      assert.ok(error instanceof StartFault)
      assert.match(error.message, /is in use by another Keepword; stop it, or set DATA_DIR/)
      return true
    })
    const address = { socketDir: first.socketDir, user: first.user, database: 'postgres' }
    const client = await connectOnce(address, null)
    assert.equal((await client.query('select 1 as one')).rows[0]?.one, 1)
    await client.end()
  } finally {
    await first.stop()
  }
})

test('a data folder of another PostgreSQL version is left untouched', async () => {
  await using dir = await temporaryDir()
  const first = await startEmbeddedPostgres({ dataDir: dir.path, isDisposable: true })
  await first.stop()
  await writeFile(join(dir.path, 'postgres/PG_VERSION'), '19\n')
  await assert.rejects(startEmbeddedPostgres({ dataDir: dir.path }), (error: Error) => {
    assert.ok(error instanceof StartFault)
    assert.match(error.message, /holds data of PostgreSQL 19, this Keepword brings PostgreSQL 18/)
    return true
  })
})

test('migrating twice changes nothing, and a database newer than the program is refused', async () => {
  await using dir = await temporaryDir()
  const server = await startEmbeddedPostgres({ dataDir: dir.path, isDisposable: true })
  try {
    const address = { socketDir: server.socketDir, user: server.user, database: 'postgres' }
    await migrate(address)
    await migrate(address)
    const client = await connectOnce(address, 'owner')
    await client.query(
      `insert into schema_migration values ('29991231T0000_future.sql', '', now())`,
    )
    await client.end()
    await assert.rejects(migrate(address), /29991231T0000_future\.sql.*newer than this program/s)
  } finally {
    await server.stop()
  }
})
