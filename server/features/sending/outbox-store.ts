import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { ChannelId, ContactId, MessageId } from '../../platform/ids.ts'
import type { PassedGate } from './gate.ts'

/**
 * Who goes first when recipients wait: a person's reply, then one-time codes, then what programs send, then
 * campaigns. To one recipient order holds inside a priority.
 */
export const outboxPriority = { reply: 0, authentication: 1, program: 2, campaign: 3 } as const

export type OutboxPriority = (typeof outboxPriority)[keyof typeof outboxPriority]

export type OutboxDraft = {
  messageId: MessageId
  channelId: ChannelId
  contactId: ContactId
  priority: OutboxPriority
  hasMedia: boolean
  /** Written outside the customer service window: counts towards the people a portfolio may reach in 24 hours. */
  startsConversation: boolean
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
  const { messageId, channelId, contactId, priority, hasMedia, startsConversation } = passed.draft
  await sql`
    insert into outbox (tenant_id, message_id, channel_id, contact_id, priority, has_media, starts_conversation,
      available_at, created_at)
    values (${tx.tenantId}, ${messageId}, ${channelId}, ${contactId}, ${priority}, ${hasMedia},
      ${startsConversation}, ${now}, ${now})`.execute(tx)
  await sql`
    insert into lane (tenant_id, channel_id) values (${tx.tenantId}, ${channelId})
    on conflict (tenant_id, channel_id) do nothing`.execute(tx)
}

/** Keeps a message that passed the gate until its time has come. */
export async function schedule(
  tx: TenantTx,
  passed: PassedGate<OutboxDraft>,
  sendAt: Date,
): Promise<void> {
  const { messageId, channelId, priority } = passed.draft
  await sql`
    insert into scheduled_message (tenant_id, message_id, channel_id, priority, send_at)
    values (${tx.tenantId}, ${messageId}, ${channelId}, ${priority}, ${sendAt})`.execute(tx)
}
