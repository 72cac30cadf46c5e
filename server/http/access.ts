import type { Role } from '#shared/contracts/session.ts'
import type { ApiKeyId, SessionId, TenantId, UserId } from '../platform/ids.ts'

export const permissions = [
  'conversations.read',
  'conversations.write',
  'messages.read',
  'messages.send',
  'contacts.read',
  'contacts.write',
  'members.read',
] as const
export type Permission = (typeof permissions)[number]

/** What each role may do. Routes and keys name permissions, never roles. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  owner: permissions,
  admin: permissions,
  agent: permissions,
}

/** `public`: anyone, checked by the route's own means (signature, password, signed link). */
export type Access = 'public' | 'signed-in' | Permission

export type Caller = {
  tenantId: TenantId
  permissions: readonly Permission[]
} & (
  | { kind: 'member'; userId: UserId; sessionId: SessionId; role: Role; name: string }
  | { kind: 'api-key'; apiKeyId: ApiKeyId; name: string }
)
