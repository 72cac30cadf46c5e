import { sql } from 'kysely'
import type { Database, TenantTx } from '../../database/database.ts'
import type { ConversationId, MessageId, TenantId } from '../../platform/ids.ts'
import type { OutboxPriority } from './outbox-store.ts'
import type { SendingError } from './send-decision.ts'

/** Tenants with messages whose time has come. */
export async function tenantsWithDueMessages(database: Database, now: Date): Promise<TenantId[]> {
  const { rows } = await sql<{ tenantId: TenantId }>`
    /* across tenants: messages whose time has come, by an index on that time */
    select distinct tenant_id from scheduled_message where send_at <= ${now}`.execute(
    database.engine,
  )
  return rows.map((row) => row.tenantId)
}

export type DueMessage = { messageId: MessageId; priority: OutboxPriority }

/** Takes the message out whose time came first. Those that another process works on are skipped. */
export async function takeDueMessage(tx: TenantTx, now: Date): Promise<DueMessage | null> {
  const { rows } = await sql<DueMessage>`
    delete from scheduled_message where tenant_id = ${tx.tenantId} and message_id in (
      select message_id from scheduled_message
      where tenant_id = ${tx.tenantId} and send_at <= ${now}
      order by send_at, message_id limit 1 for update skip locked)
    returning message_id, priority::int as priority`.execute(tx)
  return rows[0] ?? null
}

/** A scheduled message leaves now: that is when it was said, and on these facts. */
export async function markFired(
  tx: TenantTx,
  messageId: MessageId,
  fired: { gate: object; at: Date },
): Promise<void> {
  await sql`
    update message set occurred_at = ${fired.at}, gate = ${JSON.stringify(fired.gate)}::jsonb
    where tenant_id = ${tx.tenantId} and id = ${messageId}`.execute(tx)
}

/** Takes a message back that has not been claimed. @returns false when it is not there, or on its way. */
export async function takeBack(tx: TenantTx, messageId: MessageId): Promise<boolean> {
  const scheduled = await sql`
    delete from scheduled_message where tenant_id = ${tx.tenantId} and message_id = ${messageId}`.execute(
    tx,
  )
  if (scheduled.numAffectedRows === 1n) return true
  const queued = await sql`
    delete from outbox
    where tenant_id = ${tx.tenantId} and message_id = ${messageId} and state = 'queued'`.execute(tx)
  return queued.numAffectedRows === 1n
}

/** It will not leave. @returns where it stands. */
export async function markNotSent(
  tx: TenantTx,
  messageId: MessageId,
  not: { error: SendingError; at: Date },
): Promise<ConversationId | null> {
  const { rows } = await sql<{ conversationId: ConversationId }>`
    update message set status = 'failed', failed_at = ${not.at}, error_code = null,
      error = ${JSON.stringify(not.error)}::jsonb
    where tenant_id = ${tx.tenantId} and id = ${messageId} and status in ('queued', 'sending')
    returning conversation_id`.execute(tx)
  return rows[0]?.conversationId ?? null
}
