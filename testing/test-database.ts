import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectOnce, type DatabaseAddress } from '#server/database/connection.ts'
import { startEmbeddedPostgres } from '#server/database/embedded-postgres.ts'
import { migrate } from '#server/database/migrate.ts'

const templateName = 'keepword_template'

/** `npm test` sets these; a single test file run by hand uses a server that it leaves running. */
const socketVariable = 'KEEPWORD_TEST_SOCKET'

export type TestDatabase = { address: DatabaseAddress } & AsyncDisposable

/** A database of its own with the current schema, cloned from a template; dropped on disposal. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await testServer()
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  const admin = { ...server, database: 'postgres' }
  await execute(admin, `create database ${name} template ${templateName}`)
  return {
    address: { ...server, database: name },
    [Symbol.asyncDispose]: () => execute(admin, `drop database if exists ${name} with (force)`),
  }
}

type Server = { socketDir: string; user: string }

let ownServer: Promise<Server> | undefined

function testServer(): Promise<Server> {
  const socketDir = process.env[socketVariable]
  if (socketDir) return Promise.resolve({ socketDir, user: 'keepword' })
  ownServer ??= startTestServer(join(tmpdir(), 'keepword-test-postgres'))
  return ownServer
}

/** Starts (or adopts) a throw-away server and makes the template with the current schema. */
export async function startTestServer(
  dataDir: string,
): Promise<Server & { stop(): Promise<void> }> {
  const postgres = await startEmbeddedPostgres({ dataDir, isDisposable: true })
  const server = { socketDir: postgres.socketDir, user: postgres.user }
  const admin = { ...server, database: 'postgres' }
  await execute(admin, `drop database if exists ${templateName} with (force)`)
  await execute(admin, `create database ${templateName}`)
  await migrate({ ...server, database: templateName })
  return { ...server, stop: () => postgres.stop() }
}

async function execute(address: DatabaseAddress, statement: string): Promise<void> {
  const client = await connectOnce(address, null)
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
