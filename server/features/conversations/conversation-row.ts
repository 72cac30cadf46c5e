import { sql, type RawBuilder } from 'kysely'
import type { ConversationStatus } from '#shared/contracts/conversation.ts'
import type { TenantTx } from '../../database/database.ts'
import type { ChannelId, ContactId, ConversationId, MessageId } from '../../platform/ids.ts'

/** A conversation with its contact and channel, as one reader sees it. */
export type ConversationRow = {
  id: ConversationId
  status: ConversationStatus
  snoozedUntil: Date | null
  assigneeId: string | null
  unreadCount: number
  needsReply: boolean
  lastInboundAt: Date | null
  lastMessageId: MessageId | null
  lastActivityAt: Date
  /** `lastActivityAt` in the database's own precision: where a list goes on. */
  position: string
  contactId: ContactId
  channelId: ChannelId
  phoneNumberId: string
  displayPhoneNumber: string
  channelName: string
}

/** Rows of a chosen set of conversations, newest activity first. `chosen` selects from `conversation c`. */
export async function conversationRows(
  tx: TenantTx,
  readerId: string,
  chosen: RawBuilder<unknown>,
): Promise<ConversationRow[]> {
  const { rows } = await sql<ConversationRow>`
    select c.id, c.status, c.snoozed_until, c.assignee_id, c.needs_reply, c.last_inbound_at,
      greatest(c.inbound_count - coalesce(r.read_inbound_count, 0), 0) as unread_count,
      c.last_message_id, c.last_activity_at, c.last_activity_at::text as position, c.contact_id, c.channel_id,
      channel.phone_number_id, channel.display_phone_number, channel.name as channel_name
    from (${chosen}) c
    join channel on channel.tenant_id = ${tx.tenantId} and channel.id = c.channel_id
    left join conversation_read r on r.tenant_id = ${tx.tenantId} and r.conversation_id = c.id
      and r.user_id = ${readerId}
    order by c.last_activity_at desc, c.id desc`.execute(tx)
  return rows
}

/** One conversation. @returns null when the tenant has none with this id. */
export async function findConversation(
  tx: TenantTx,
  id: ConversationId,
  readerId: string,
): Promise<ConversationRow | null> {
  const [row] = await conversationRows(
    tx,
    readerId,
    sql`select * from conversation c where c.tenant_id = ${tx.tenantId} and c.id = ${id}`,
  )
  return row ?? null
}
