import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'

export type UnknownOutcomeRow = {
  messageId: string
  conversationId: string
  contactName: string
  channelName: string
  type: string
  priority: number
  since: Date
  decidedAt: Date | null
  /** `since` as PostgreSQL writes it, with its microseconds: the place in the list. */
  position: string
}

/** One page of this tenant's messages whose fate is not known, newest first. */
export async function unknownOutcomePage(
  tx: TenantTx,
  page: { after: readonly [string, string] | null; limit: number },
): Promise<UnknownOutcomeRow[]> {
  const [since, messageId] = page.after ?? [null, null]
  const { rows } = await sql<UnknownOutcomeRow>`
    select u.message_id, u.conversation_id, p.name as contact_name, c.name as channel_name, m.type,
      u.priority::int as priority, u.since, u.decided_at, u.since::text as position
    from unknown_outcome u
      join message m on m.tenant_id = u.tenant_id and m.id = u.message_id and m.status = 'unknown'
      join contact p on p.tenant_id = u.tenant_id and p.id = m.contact_id
      join channel c on c.tenant_id = u.tenant_id and c.id = u.channel_id
    where u.tenant_id = ${tx.tenantId}
      and (${since}::text is null or (u.since, u.message_id) < (${since}::timestamptz, ${messageId}::uuid))
    order by u.since desc, u.message_id desc limit ${page.limit}`.execute(tx)
  return rows
}
