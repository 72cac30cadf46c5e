import type { Config } from '../config/config.ts'
import { connectOnce, type DatabaseAddress } from './connection.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

export type DatabaseServer = { address: DatabaseAddress; close(): Promise<void> }

const databaseName = 'keepword'

/** The operator's server where DATABASE_URL names one, else the embedded one in the data folder. */
export async function openDatabaseServer(config: Config): Promise<DatabaseServer> {
  if (config.databaseUrl) {
    const address = { url: config.databaseUrl }
    await (await connectOnce(address, null)).end()
    return { address, close: async () => {} }
  }
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir })
  const address = { socketDir: postgres.socketDir, user: postgres.user, database: databaseName }
  const admin = await connectOnce({ ...address, database: 'postgres' }, null)
  const found = await admin.query('select from pg_database where datname = $1', [databaseName])
  if (found.rowCount === 0) await admin.query(`create database ${databaseName}`)
  await admin.end()
  return { address, close: () => postgres.stop() }
}
