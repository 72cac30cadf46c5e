import { sql } from 'kysely'
import type { EngineTx, TenantTx } from '../../database/database.ts'
import type { DB } from '../../database/schema.ts'
import type { TenantId } from '../../platform/ids.ts'

/**
 * Lets the engine's transaction act as one tenant for a while: as the app role, under row-level security, so
 * that what a webhook says can touch this tenant's rows only. An error leaves the transaction unusable, which
 * the caller rolls back as a whole.
 */
export async function enterTenant<T>(
  tx: EngineTx,
  tenantId: TenantId,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  await sql`set local role keepword_app`.execute(tx)
  await sql`select set_tenant(${tenantId})`.execute(tx)
  // `withTables` gives a handle of its own on the same transaction, so that the engine's one stays without a tenant.
  const result = await work(Object.assign(tx.withTables<Pick<DB, keyof DB>>(), { tenantId }))
  await sql`set local role keepword_engine`.execute(tx)
  return result
}
