import { sql } from 'kysely'
import type { Database } from '../../database/database.ts'
import type { TenantId } from '../../platform/ids.ts'

/** Tenants with something due for an enabled endpoint. One index probe for each enabled endpoint. */
export async function tenantsWithDueDeliveries(database: Database, now: Date): Promise<TenantId[]> {
  const { rows } = await sql<{ tenantId: TenantId }>`
    /* across tenants: finds work, one probe for each enabled endpoint */
    select distinct e.tenant_id from webhook_endpoint e
    where e.is_enabled and (e.paused_until is null or e.paused_until <= ${now})
      and exists (select 1 from webhook_delivery d where d.tenant_id = e.tenant_id and d.endpoint_id = e.id
        and d.state = 'pending' and d.next_attempt_at <= ${now})`.execute(database.engine)
  return rows.map((row) => row.tenantId)
}
