import { sql } from 'kysely'
import type { Database, TenantTx } from '../../database/database.ts'
import type { ChannelId, ConversationId, MessageId, TenantId } from '../../platform/ids.ts'
import type { SendingError } from './send-decision.ts'
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

/** Tenants with requests that got no answer for so long. */
export async function tenantsWithOverdueUnknowns(
  database: Database,
  before: Date,
): Promise<TenantId[]> {
  const { rows } = await sql<{ tenantId: TenantId }>`
    /* across tenants: the few requests without an answer, by a small index */
    select distinct tenant_id from unknown_outcome where decided_at is null and since <= ${before}`.execute(
    database.engine,
  )
  return rows.map((row) => row.tenantId)
}

export type OverdueUnknown = {
  messageId: MessageId
  conversationId: ConversationId
  priority: number
}

/** Takes the decision for requests whose wait has ended; each once, whichever process is first. */
export async function decideOverdueUnknowns(
  tx: TenantTx,
  before: Date,
  now: Date,
): Promise<OverdueUnknown[]> {
  const { rows } = await sql<OverdueUnknown>`
    update unknown_outcome set decided_at = ${now}
    where tenant_id = ${tx.tenantId} and decided_at is null and since <= ${before}
    returning message_id, conversation_id, priority`.execute(tx)
  return rows
}

/** Says with messages that their outcome stays unknown, unless it is known by now. */
export async function explainUnknown(
  tx: TenantTx,
  messageIds: readonly MessageId[],
  error: SendingError,
): Promise<void> {
  if (messageIds.length === 0) return
  await sql`
    update message set error = ${JSON.stringify(error)}::jsonb
    where tenant_id = ${tx.tenantId} and id = any(${uuidList(messageIds)}::uuid[]) and status = 'unknown'`.execute(
    tx,
  )
}
