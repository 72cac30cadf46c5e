import { sql } from 'kysely'
import type { Database } from '../../database/database.ts'
import type { Caller, Permission } from '../../http/access.ts'

/**
 * Whether a caller who was let in may still be here: the session or key is neither revoked nor expired, the
 * person is still a member, the key still has the permission, the tenant is active.
 */
export async function isStillWelcome(
  database: Database,
  caller: Caller,
  needed: Permission,
  now: Date,
): Promise<boolean> {
  const { rows } =
    caller.kind === 'member'
      ? await sql`
          select 1 from session
          join membership on membership.tenant_id = session.tenant_id and membership.user_id = session.user_id
          join tenant on tenant.id = session.tenant_id
          where session.id = ${caller.sessionId} and session.tenant_id = ${caller.tenantId}
            and session.revoked_at is null and session.expires_at > ${now}
            and tenant.status = 'active'`.execute(database.engine)
      : await sql`
          select 1 from api_key join tenant on tenant.id = api_key.tenant_id
          where api_key.id = ${caller.apiKeyId} and api_key.tenant_id = ${caller.tenantId}
            and api_key.revoked_at is null
            and (api_key.expires_at is null or api_key.expires_at > ${now})
            and ${needed} = any(api_key.permissions)
            and tenant.status = 'active'`.execute(database.engine)
  return rows.length > 0
}
