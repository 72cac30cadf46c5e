/** Moves what one contact has to another; the statements of a merge, in the order in which they are needed. */
import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { ContactId, ConversationId } from '../../platform/ids.ts'

export type ConversationOfContact = {
  id: ConversationId
  contactId: ContactId
  channelId: string
}

/** Locks the conversations of both contacts, so that no message slips between. */
export async function lockConversations(
  tx: TenantTx,
  contactIds: readonly ContactId[],
): Promise<ConversationOfContact[]> {
  const rows = await tx
    .selectFrom('conversation')
    .select(['id', 'contactId', 'channelId'])
    .where('tenantId', '=', tx.tenantId)
    .where('contactId', 'in', [...contactIds])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows as ConversationOfContact[]
}

/** The whole conversation goes to another contact. */
export async function moveConversation(
  tx: TenantTx,
  id: ConversationId,
  contactId: ContactId,
): Promise<void> {
  await tx
    .updateTable('conversation')
    .set({ contactId })
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .execute()
  await moveMessages(tx, { from: id, to: id, contactId })
}

/** Messages of one conversation become messages of another, or of another contact. */
export async function moveMessages(
  tx: TenantTx,
  move: { from: ConversationId; to: ConversationId; contactId: ContactId },
): Promise<void> {
  await tx
    .updateTable('message')
    .set({ conversationId: move.to, contactId: move.contactId })
    .where('tenantId', '=', tx.tenantId)
    .where('conversationId', '=', move.from)
    .execute()
}

/**
 * Adds one conversation's counts and times to another of the same channel. Read marks are added up per
 * member, so that what was unread in either stays unread.
 */
export async function addConversation(
  tx: TenantTx,
  from: ConversationId,
  to: ConversationId,
): Promise<void> {
  await sql`
    update conversation kept set
      status = case when 'open' in (kept.status, lost.status) then 'open' else kept.status end,
      snoozed_until = case when 'open' in (kept.status, lost.status) then null else kept.snoozed_until end,
      assignee_id = coalesce(kept.assignee_id, lost.assignee_id),
      inbound_count = kept.inbound_count + lost.inbound_count,
      needs_reply = kept.needs_reply or lost.needs_reply,
      last_inbound_at = greatest(kept.last_inbound_at, lost.last_inbound_at),
      last_outbound_at = greatest(kept.last_outbound_at, lost.last_outbound_at),
      last_message_id = case
        when kept.last_message_id is null or (lost.last_message_id is not null
          and lost.last_activity_at > kept.last_activity_at) then lost.last_message_id
        else kept.last_message_id end,
      last_activity_at = greatest(kept.last_activity_at, lost.last_activity_at),
      failed_at = greatest(kept.failed_at, lost.failed_at)
    from conversation lost
    where kept.tenant_id = ${tx.tenantId} and kept.id = ${to}
      and lost.tenant_id = ${tx.tenantId} and lost.id = ${from}`.execute(tx)
  await sql`
    insert into conversation_read (tenant_id, conversation_id, user_id, read_inbound_count, read_at)
    select ${tx.tenantId}::uuid, ${to}::uuid, user_id, read_inbound_count, read_at
    from conversation_read where tenant_id = ${tx.tenantId} and conversation_id = ${from}
    on conflict (tenant_id, conversation_id, user_id) do update set
      read_inbound_count = conversation_read.read_inbound_count + excluded.read_inbound_count,
      read_at = greatest(conversation_read.read_at, excluded.read_at)`.execute(tx)
  await sql`
    insert into conversation_label (tenant_id, conversation_id, label_id, created_at)
    select ${tx.tenantId}::uuid, ${to}::uuid, label_id, created_at
    from conversation_label where tenant_id = ${tx.tenantId} and conversation_id = ${from}
    on conflict (tenant_id, conversation_id, label_id) do nothing`.execute(tx)
  await sql`
    update note set conversation_id = ${to}
    where tenant_id = ${tx.tenantId} and conversation_id = ${from}`.execute(tx)
}

export async function deleteConversation(tx: TenantTx, id: ConversationId): Promise<void> {
  await tx
    .deleteFrom('conversation')
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .execute()
}

/** What waits to be sent, and the reactions and edits on record, name the contact too. */
export async function renameActor(tx: TenantTx, from: ContactId, to: ContactId): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ contactId: to })
    .where('tenantId', '=', tx.tenantId)
    .where('contactId', '=', from)
    .execute()
  await tx
    .updateTable('messageChange')
    .set({ actor: to })
    .where('tenantId', '=', tx.tenantId)
    .where('actor', '=', from)
    .execute()
}
