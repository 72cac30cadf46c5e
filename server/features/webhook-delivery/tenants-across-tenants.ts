import type { Database } from '../../database/database.ts'
import type { TenantId } from '../../platform/ids.ts'

/** Every tenant, for work that goes through all of them one after the other. */
export async function allTenants(database: Database): Promise<TenantId[]> {
  const rows = await database.engine.selectFrom('tenant').select('id').orderBy('id').execute()
  return rows.map((row) => row.id as TenantId)
}
