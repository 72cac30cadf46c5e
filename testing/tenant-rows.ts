import { sql, type Selectable } from 'kysely'
import type { Database } from '#server/database/database.ts'
import type { DB } from '#server/database/schema.ts'
import type { TenantId } from '#server/platform/ids.ts'

/** All rows of a tenant in one table, in the order in which they were made where the table has ids. */
export async function tenantRows<Table extends keyof DB>(
  database: Database,
  tenantId: TenantId,
  table: Table,
): Promise<Selectable<DB[Table]>[]> {
  const { rows } = await database.inTenant(tenantId, (tx) =>
    sql<Selectable<DB[Table]>>`
      select * from ${sql.table(table)} where tenant_id = ${tenantId} order by 1, 2`.execute(tx),
  )
  return rows
}
