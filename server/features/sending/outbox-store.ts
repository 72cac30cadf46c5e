import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { ChannelId, ContactId, MessageId } from '../../platform/ids.ts'
import type { PassedGate } from './gate.ts'

/**
 * Who goes first when recipients wait: a person's reply before what programs send.
 * Bots and campaigns get larger numbers.
 */
export const outboxPriority = { reply: 0, program: 20 } as const

export type OutboxDraft = {
  messageId: MessageId
  channelId: ChannelId
  contactId: ContactId
  priority: number
}

/**
 * Puts a message that passed the gate into the outbox, and makes sure that its number has a lane. Only this
 * makes outbox rows.
 */
export async function enqueue(
  tx: TenantTx,
  passed: PassedGate<OutboxDraft>,
  now: Date,
): Promise<void> {
  const { messageId, channelId, contactId, priority } = passed.draft
  await sql`
    insert into outbox (tenant_id, message_id, channel_id, contact_id, priority, available_at, created_at)
    values (${tx.tenantId}, ${messageId}, ${channelId}, ${contactId}, ${priority}, ${now}, ${now})`.execute(
    tx,
  )
  await sql`
    insert into lane (tenant_id, channel_id) values (${tx.tenantId}, ${channelId})
    on conflict (tenant_id, channel_id) do nothing`.execute(tx)
}
