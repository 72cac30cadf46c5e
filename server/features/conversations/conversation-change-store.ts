import { sql } from 'kysely'
import type { ConversationStatus } from '#shared/contracts/conversation.ts'
import type { TenantTx } from '../../database/database.ts'
import type { ConversationId } from '../../platform/ids.ts'

/** Whether a person works in this tenant. */
export async function isMember(tx: TenantTx, userId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from membership where tenant_id = ${tx.tenantId} and user_id = ${userId}`.execute(tx)
  return rows.length > 0
}

/** What may be set on a conversation by a person; what is left out stays. */
export type ConversationSet = {
  status?: ConversationStatus
  snoozedUntil?: Date | null
  assigneeId?: string | null
  needsReply?: false
  failedAt?: null
}

export async function setConversation(
  tx: TenantTx,
  id: ConversationId,
  set: ConversationSet,
): Promise<void> {
  if (Object.keys(set).length === 0) return
  await tx
    .updateTable('conversation')
    .set(set)
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .execute()
}

/** Opens a conversation whose snooze is over. @returns whether it was asleep until then. */
export async function wakeConversation(
  tx: TenantTx,
  id: ConversationId,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update conversation set status = 'open', snoozed_until = null
    where tenant_id = ${tx.tenantId} and id = ${id} and status = 'snoozed' and snoozed_until <= ${now}
    returning 1`.execute(tx)
  return rows.length > 0
}

/** The reader has seen everything that has arrived. @returns whether there was something unread. */
export async function markRead(
  tx: TenantTx,
  id: ConversationId,
  reader: { readerId: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into conversation_read as r (tenant_id, conversation_id, user_id, read_inbound_count, read_at)
    select c.tenant_id, c.id, ${reader.readerId}::uuid, c.inbound_count, ${reader.now}::timestamptz
    from conversation c where c.tenant_id = ${tx.tenantId} and c.id = ${id}
    on conflict (tenant_id, conversation_id, user_id) do update
      set read_inbound_count = excluded.read_inbound_count, read_at = excluded.read_at
      where r.read_inbound_count <> excluded.read_inbound_count
    returning 1`.execute(tx)
  return rows.length > 0
}

/** Leaves at least the newest inbound message unread for this reader; what was unread before stays so. */
export async function markUnread(
  tx: TenantTx,
  id: ConversationId,
  reader: { readerId: string; now: Date },
): Promise<void> {
  await sql`
    insert into conversation_read as r (tenant_id, conversation_id, user_id, read_inbound_count, read_at)
    select c.tenant_id, c.id, ${reader.readerId}::uuid, 0, ${reader.now}::timestamptz
    from conversation c where c.tenant_id = ${tx.tenantId} and c.id = ${id}
    on conflict (tenant_id, conversation_id, user_id) do update
      set read_inbound_count = least(r.read_inbound_count, (
        select greatest(c.inbound_count - 1, 0) from conversation c
        where c.tenant_id = ${tx.tenantId} and c.id = ${id}))`.execute(tx)
}
