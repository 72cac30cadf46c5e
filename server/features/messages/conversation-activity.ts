import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import {
  newId,
  type ChannelId,
  type ContactId,
  type ConversationId,
  type MessageId,
} from '../../platform/ids.ts'

// What sending does to a conversation; what webhooks do stands in apply-conversation.ts. Both are here, not in the
// conversations feature, because that one reads messages: the two must not need each other.

export type OpenedConversation = { id: ConversationId; isNew: boolean; lastInboundAt: Date | null }

/**
 * The conversation of a contact on a channel; made when there is none. It is locked until the transaction
 * ends, so that two writers of one conversation come after each other.
 */
export async function openConversation(
  tx: TenantTx,
  between: { channelId: ChannelId; contactId: ContactId; now: Date },
): Promise<OpenedConversation> {
  type Found = { id: ConversationId; lastInboundAt: Date | null }
  const found = await sql<Found>`
    select id, last_inbound_at from conversation
    where tenant_id = ${tx.tenantId} and channel_id = ${between.channelId}
      and contact_id = ${between.contactId} for update`.execute(tx)
  if (found.rows[0]) return { ...found.rows[0], isNew: false }
  const id = newId<ConversationId>()
  // Somebody may have made it in between: the update that changes nothing returns (and locks) theirs.
  const made = await sql<Found>`
    insert into conversation (tenant_id, id, contact_id, channel_id, last_activity_at, created_at)
    values (${tx.tenantId}, ${id}, ${between.contactId}, ${between.channelId}, ${between.now}, ${between.now})
    on conflict (tenant_id, channel_id, contact_id) do update set channel_id = excluded.channel_id
    returning id, last_inbound_at`.execute(tx)
  const row = made.rows[0]
  if (!row) throw new Error('a conversation was neither made nor found')
  return { ...row, isNew: row.id === id }
}

/**
 * A message of ours was accepted for sending. It answers the contact, and an earlier failure is history: the
 * conversation was tried again.
 */
export async function recordOutbound(
  tx: TenantTx,
  conversationId: ConversationId,
  sent: { messageId: MessageId; occurredAt: Date },
): Promise<void> {
  await sql`
    update conversation set
      needs_reply = case when last_inbound_at > ${sent.occurredAt} then needs_reply else false end,
      failed_at = null,
      last_outbound_at = greatest(last_outbound_at, ${sent.occurredAt}),
      last_message_id = case
        when last_message_id is null or last_activity_at <= ${sent.occurredAt} then ${sent.messageId}
        else last_message_id end,
      last_activity_at = case when last_message_id is null then ${sent.occurredAt}
        else greatest(last_activity_at, ${sent.occurredAt}) end
    where tenant_id = ${tx.tenantId} and id = ${conversationId}`.execute(tx)
}

/** A message of ours failed: the conversation stands in "Failed" until something is sent again or it is resolved. */
export async function recordFailure(
  tx: TenantTx,
  conversationId: ConversationId,
  failedAt: Date,
): Promise<void> {
  await sql`
    update conversation set failed_at = greatest(failed_at, ${failedAt})
    where tenant_id = ${tx.tenantId} and id = ${conversationId}`.execute(tx)
}

/** The message that had failed arrived after all. A failure after it stays. */
export async function withdrawFailure(
  tx: TenantTx,
  conversationId: ConversationId,
  failedAt: Date,
): Promise<void> {
  await sql`
    update conversation set failed_at = null
    where tenant_id = ${tx.tenantId} and id = ${conversationId} and failed_at <= ${failedAt}`.execute(
    tx,
  )
}

/**
 * Requests whose answer never came are settled: by a late answer or by a status webhook. Where the wait had ended, the
 * conversation no longer stands in "Failed" for them.
 */
export async function settleUnknown(tx: TenantTx, messageIds: readonly MessageId[]): Promise<void> {
  if (messageIds.length === 0) return
  const { rows } = await sql<{ conversationId: ConversationId; decidedAt: Date | null }>`
    delete from unknown_outcome
    where tenant_id = ${tx.tenantId} and message_id = any(${[...messageIds]}::uuid[])
    returning conversation_id, decided_at`.execute(tx)
  for (const { conversationId, decidedAt } of rows)
    if (decidedAt) await withdrawFailure(tx, conversationId, decidedAt)
}
