import { sql } from 'kysely'
import type { Role } from '#shared/contracts/session.ts'
import type { Database } from '../../database/database.ts'
import type { TenantId } from '../../platform/ids.ts'

// A person (app_user) belongs to no tenant, so the app role cannot read it: this file does, as the engine role.

export type MemberRow = { id: string; name: string; email: string; role: Role }

/** Where a list of members goes on: strictly after this one in (name, id). */
export type MemberPosition = { name: string; id: string }

/** One page of a tenant's members by name. */
export async function memberPage(
  database: Database,
  tenantId: TenantId,
  page: { after: MemberPosition | null; limit: number },
): Promise<MemberRow[]> {
  const { after } = page
  const rows = await sql<MemberRow>`
    select app_user.id, app_user.name, app_user.email, membership.role
    from membership join app_user on app_user.id = membership.user_id
    where membership.tenant_id = ${tenantId}
      and (${after === null} or (app_user.name, app_user.id) > (${after?.name ?? ''}, ${after?.id ?? null}::uuid))
    order by app_user.name, app_user.id
    limit ${page.limit}`.execute(database.engine)
  return rows.rows
}

/**
 * Names of people and API keys that stand as authors or assignees in a tenant's own rows. People who have
 * left the tenant keep their name there.
 */
export async function authorNames(
  database: Database,
  tenantId: TenantId,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const wanted = [...new Set(ids)]
  const rows = await sql<{ id: string; name: string }>`
    select id, name from app_user where id = any(${wanted}::uuid[])
    union all
    select id, name from api_key where tenant_id = ${tenantId} and id = any(${wanted}::uuid[])
  `.execute(database.engine)
  return new Map(rows.rows.map((row) => [row.id, row.name]))
}
