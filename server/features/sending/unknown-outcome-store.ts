import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { ChannelId, ConversationId, MessageId } from '../../platform/ids.ts'
import { uuidList } from './uuid-list.ts'

/** Notes requests whose answer never came, so that they are decided one day if no status webhook settles them. */
export async function insertUnknownOutcomes(
  tx: TenantTx,
  outcomes: readonly { messageId: MessageId; conversationId: ConversationId; priority: number }[],
  channelId: ChannelId,
  now: Date,
): Promise<void> {
  if (outcomes.length === 0) return
  await sql`
    insert into unknown_outcome (tenant_id, message_id, channel_id, conversation_id, priority, since)
    select ${tx.tenantId}::uuid, n.id, ${channelId}::uuid, n.conversation_id, n.priority, ${now}
    from unnest(${uuidList(outcomes.map((one) => one.messageId))}::uuid[],
      ${uuidList(outcomes.map((one) => one.conversationId))}::uuid[],
      ${outcomes.map((one) => one.priority)}::smallint[]) as n (id, conversation_id, priority)
    on conflict (tenant_id, message_id) do nothing`.execute(tx)
}

/** They are known after all. */
export async function forgetUnknownOutcomes(
  tx: TenantTx,
  messageIds: readonly MessageId[],
): Promise<void> {
  if (messageIds.length === 0) return
  await sql`
    delete from unknown_outcome
    where tenant_id = ${tx.tenantId} and message_id = any(${uuidList(messageIds)}::uuid[])`.execute(
    tx,
  )
}
