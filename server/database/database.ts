import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { TenantId } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { connectionSettings, type DatabaseAddress } from './connection.ts'
import type { DB } from './schema.ts'

/** A transaction of one tenant, as the app role. Row-level security shows it this tenant's rows only. */
export type TenantTx = Transaction<DB> & { readonly tenantId: TenantId }

/** A transaction of the engine role, which works across tenants: only in files whose names say so. */
export type EngineTx = Transaction<DB>

/**
 * The two doors to the database. `inTenant` is for everything a request or a person does; `engine` is for
 * intake, lanes, jobs, sign-in and the operator.
 */
export type Database = {
  inTenant<T>(tenantId: TenantId, work: (tx: TenantTx) => Promise<T>): Promise<T>
  readonly engine: Kysely<DB>
  /** Runs `work` in one transaction of the engine role. */
  inEngine<T>(work: (tx: EngineTx) => Promise<T>): Promise<T>
  /** How full the pools are at this moment. */
  poolStates(): PoolState[]
  close(): Promise<void>
}

/** `waitingCount`: callers that wait for a connection to become free. */
export type PoolState = {
  role: 'app' | 'engine'
  size: number
  openCount: number
  idleCount: number
  waitingCount: number
}

export type DatabaseOptions = {
  address: DatabaseAddress
  log: Log
  /** Connections of each of the two pools. */
  poolSize: number
  /** Sees the text of every statement; the statement check of the tests listens here. */
  onStatement?: (text: string, role: 'app' | 'engine') => void
}

export function openDatabase(options: DatabaseOptions): Database {
  const pools = { app: openPool(options, 'app'), engine: openPool(options, 'engine') }
  const app = queriesOf(pools.app, options, 'app')
  const engine = queriesOf(pools.engine, options, 'engine')
  return {
    engine,
    inEngine: (work) => engine.transaction().execute(work),
    poolStates: () =>
      (['app', 'engine'] as const).map((role) => ({
        role,
        size: options.poolSize,
        openCount: pools[role].totalCount,
        idleCount: pools[role].idleCount,
        waitingCount: pools[role].waitingCount,
      })),
    inTenant: (tenantId, work) =>
      app.transaction().execute(async (tx) => {
        await sql`select set_tenant(${tenantId})`.execute(tx)
        return work(Object.assign(tx, { tenantId }))
      }),
    close: async () => {
      await Promise.all([app.destroy(), engine.destroy()])
    },
  }
}

/**
 * BIGINT arrives as bigint, never as a rounded number. For our own pools only: graphile-worker shares the
 * driver and writes the ids of its jobs as JSON, which has no bigint.
 */
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, (value: string) => BigInt(value))

function openPool(options: DatabaseOptions, role: 'app' | 'engine'): pg.Pool {
  const pool = new pg.Pool({
    ...connectionSettings(options.address, role),
    types,
    max: options.poolSize,
    idleTimeoutMillis: 30_000,
  })
  pool.on('error', (error) =>
    options.log.warn({ err: error, role }, 'idle database connection lost'),
  )
  // A connection lost while it is in use also fails its statement, which tells whoever waits for it; the event
  // alone, without a listener, would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function queriesOf(pool: pg.Pool, options: DatabaseOptions, role: 'app' | 'engine'): Kysely<DB> {
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    log: (event) => options.onStatement?.(event.query.sql, role),
  })
}
