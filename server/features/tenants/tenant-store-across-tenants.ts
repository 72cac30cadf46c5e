import type { Database } from '../../database/database.ts'
import { newId, type TenantId } from '../../platform/ids.ts'

export async function createTenant(
  database: Database,
  tenant: { name: string; slug: string; timeZone: string; createdAt: Date },
): Promise<TenantId> {
  const id = newId<TenantId>()
  await database.engine
    .insertInto('tenant')
    .values({ id, ...tenant })
    .execute()
  return id
}

export async function findTenantBySlug(database: Database, slug: string): Promise<TenantId | null> {
  const row = await database.engine
    .selectFrom('tenant')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirst()
  return (row?.id as TenantId | undefined) ?? null
}
