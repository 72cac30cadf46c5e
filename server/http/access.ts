import type { Role } from '#shared/contracts/session.ts'
import type { ApiKeyId, SessionId, TenantId, UserId } from '../platform/ids.ts'

/** What a role of a workspace may bring, and an API key of it may be given. */
export const workspacePermissions = [
  'conversations.read',
  'conversations.write',
  'messages.read',
  'messages.send',
  'contacts.read',
  'contacts.write',
  'members.read',
  'webhooks.manage',
  'lanes.read',
  'lanes.control',
] as const

/** About the deployment, which its tenants share. Operators have them beside those of their role. */
export const operatorPermissions = ['operations.read', 'operations.manage'] as const

export const permissions = [...workspacePermissions, ...operatorPermissions] as const
export type Permission = (typeof permissions)[number]

/** Where events of a workspace go, and whether its numbers send, is for those who answer for it. */
const agentPermissions = workspacePermissions.filter(
  (name) => name !== 'webhooks.manage' && name !== 'lanes.control',
)

/** What each role may do. Routes and keys name permissions, never roles. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  owner: workspacePermissions,
  admin: workspacePermissions,
  agent: agentPermissions,
}

/** What a member may do: as their role says, and more when they also run the deployment. */
export const permissionsOf = (member: {
  role: Role
  isOperator: boolean
}): readonly Permission[] =>
  member.isOperator
    ? [...rolePermissions[member.role], ...operatorPermissions]
    : rolePermissions[member.role]

/** `public`: anyone, checked by the route's own means (signature, password, signed link). */
export type Access = 'public' | 'signed-in' | Permission

export type Caller = {
  tenantId: TenantId
  permissions: readonly Permission[]
} & (
  | { kind: 'member'; userId: UserId; sessionId: SessionId; role: Role; name: string }
  | { kind: 'api-key'; apiKeyId: ApiKeyId; name: string }
)
