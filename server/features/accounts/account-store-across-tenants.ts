import type { Role } from '#shared/contracts/session.ts'
import type { Database } from '../../database/database.ts'
import type { ApiKeyId, SessionId, TenantId, UserId } from '../../platform/ids.ts'

// Sign-in and authentication happen before a tenant is known, hence the engine role.

export type SessionRow = {
  sessionId: SessionId
  userId: UserId
  tenantId: TenantId
  tenantStatus: string
  role: Role
  isOperator: boolean
  name: string
  email: string
  workspaceName: string
  timeZone: string
  expiresAt: Date
}

/** The person with this address and the tenant they joined first; null when nobody has it. */
export async function findUserByEmail(database: Database, email: string) {
  const row = await database.engine
    .selectFrom('appUser')
    .innerJoin('membership', 'membership.userId', 'appUser.id')
    .select(['appUser.id', 'appUser.passwordHash', 'membership.tenantId'])
    .where('appUser.email', '=', email.toLowerCase())
    .orderBy('membership.createdAt')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return {
    userId: row.id as UserId,
    tenantId: row.tenantId as TenantId,
    passwordHash: row.passwordHash,
  }
}

/**
 * Makes these people operators of the deployment. Addresses that nobody has yet change nothing.
 */
export async function makeOperators(database: Database, emails: readonly string[]): Promise<void> {
  if (emails.length === 0) return
  await database.engine
    .updateTable('appUser')
    .set({ isOperator: true })
    .where(
      'email',
      'in',
      emails.map((email) => email.toLowerCase()),
    )
    .where('isOperator', '=', false)
    .execute()
}

export async function insertSession(
  database: Database,
  session: {
    id: SessionId
    userId: UserId
    tenantId: TenantId
    userAgent: string | null
    createdAt: Date
    expiresAt: Date
  },
): Promise<void> {
  await database.engine
    .insertInto('session')
    .values({ ...session, lastSeenAt: session.createdAt })
    .execute()
}

/** A session that is neither revoked nor expired, with the person's role as it is now. */
export async function findLiveSession(
  database: Database,
  sessionId: SessionId,
  now: Date,
): Promise<SessionRow | null> {
  const row = await database.engine
    .selectFrom('session')
    .innerJoin('appUser', 'appUser.id', 'session.userId')
    .innerJoin('tenant', 'tenant.id', 'session.tenantId')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.tenantId', '=', 'session.tenantId')
        .onRef('membership.userId', '=', 'session.userId'),
    )
    .select([
      'session.userId',
      'session.tenantId',
      'session.expiresAt',
      'membership.role',
      'appUser.isOperator',
      'appUser.name',
      'appUser.email',
      'tenant.name as workspaceName',
      'tenant.timeZone',
      'tenant.status as tenantStatus',
    ])
    .where('session.id', '=', sessionId)
    .where('session.revokedAt', 'is', null)
    .where('session.expiresAt', '>', now)
    .executeTakeFirst()
  if (!row) return null
  return {
    ...row,
    sessionId,
    userId: row.userId as UserId,
    tenantId: row.tenantId as TenantId,
    role: row.role as Role,
  }
}

/** Moves the expiry on, because the session was used. */
export async function prolongSession(
  database: Database,
  sessionId: SessionId,
  times: { lastSeenAt: Date; expiresAt: Date },
): Promise<void> {
  await database.engine.updateTable('session').set(times).where('id', '=', sessionId).execute()
}

export async function revokeSession(
  database: Database,
  sessionId: SessionId,
  revokedAt: Date,
): Promise<void> {
  await database.engine
    .updateTable('session')
    .set({ revokedAt })
    .where('id', '=', sessionId)
    .execute()
}

export async function insertApiKey(
  database: Database,
  key: {
    id: ApiKeyId
    tenantId: TenantId
    name: string
    prefix: string
    secretHash: Buffer
    permissions: string[]
    createdAt: Date
  },
): Promise<void> {
  await database.engine.insertInto('apiKey').values(key).execute()
}

/** A key that is neither revoked nor expired, of a tenant that is active. */
export async function findLiveApiKey(database: Database, secretHash: Buffer, now: Date) {
  const row = await database.engine
    .selectFrom('apiKey')
    .innerJoin('tenant', 'tenant.id', 'apiKey.tenantId')
    .select(['apiKey.id', 'apiKey.tenantId', 'apiKey.name', 'apiKey.permissions'])
    .where('apiKey.secretHash', '=', secretHash)
    .where('apiKey.revokedAt', 'is', null)
    .where((where) =>
      where.or([where('apiKey.expiresAt', 'is', null), where('apiKey.expiresAt', '>', now)]),
    )
    .where('tenant.status', '=', 'active')
    .executeTakeFirst()
  if (!row) return null
  return { ...row, id: row.id as ApiKeyId, tenantId: row.tenantId as TenantId }
}
