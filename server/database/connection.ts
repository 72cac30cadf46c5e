import pg from 'pg'
import { StartFault } from '../platform/start-fault.ts'

/** How to reach the database: a URL of the operator's, or the socket of the embedded server. */
export type DatabaseAddress =
  | { url: string }
  | { socketDir: string; user: string; database: string }

/** The three roles of the schema. None but the login role of the address may connect by itself. */
export type DatabaseRole = 'owner' | 'app' | 'engine'

export const schemaName = 'keepword'

/**
 * Settings of a connection that acts as `role` from its first statement on: the role is the session's
 * own default, so that even RESET ROLE stays in it.
 */
export function connectionSettings(
  address: DatabaseAddress,
  role: DatabaseRole | null,
): pg.ClientConfig {
  const options = [
    `-c search_path=${schemaName}`,
    '-c timezone=UTC',
    ...(role ? [`-c role=keepword_${role}`] : []),
  ].join(' ')
  return 'url' in address
    ? { connectionString: address.url, options, application_name: 'keepword' }
    : {
        host: address.socketDir,
        user: address.user,
        database: address.database,
        options,
        application_name: 'keepword',
      }
}

/** One connection outside the pools, for migrations and LISTEN. */
export async function connectOnce(
  address: DatabaseAddress,
  role: DatabaseRole | null,
): Promise<pg.Client> {
  const client = new pg.Client(connectionSettings(address, role))
  // A server that goes away must not end the process: the next statement fails with the reason.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw new StartFault(`${describe(address)} cannot be reached: ${(error as Error).message}`, {
      cause: error,
    })
  }
  return client
}

/** Says which database is meant without its password. */
function describe(address: DatabaseAddress): string {
  if (!('url' in address)) return 'The embedded PostgreSQL'
  const parsed = URL.parse(address.url)
  return parsed
    ? `DATABASE_URL (${parsed.hostname || 'local socket'}:${parsed.port || 5432}${parsed.pathname})`
    : 'DATABASE_URL'
}
