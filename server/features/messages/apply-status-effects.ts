import { sql } from 'kysely'
import type { MessageStatus } from '#shared/contracts/message.ts'
import type { TenantTx } from '../../database/database.ts'
import type { ContactId, ConversationId, MessageId } from '../../platform/ids.ts'
import { settleUnknown, withdrawFailure } from './conversation-activity.ts'
import { combineEffects, type StatusEffect, type StatusStep } from './apply-status-lattice.ts'

export type SettledMessage = {
  id: MessageId
  conversationId: ConversationId
  contactId: ContactId
  type: string
  status: MessageStatus
  failedAt: Date | null
  /** When it had failed, as it seemed until now. */
  withdrawnAt: Date | null
  wasUnknown: boolean
}

/**
 * Moves messages of the business to what their statuses say, all in one statement. Nothing moves backwards:
 * a late `delivered` leaves `read` alone, a late `sent` leaves `failed` alone; only `delivered` and further
 * prove that a message did not fail after all. Times are those of the first webhook of each kind.
 * @returns the messages that are ours to move; inbound ones are left out.
 */
export async function settleStatuses(
  tx: TenantTx,
  effects: readonly StatusEffect[],
): Promise<SettledMessage[]> {
  // In the order of ids, so that two transactions cannot wait for each other.
  const combined = combineEffects(effects).sort((first, second) =>
    first.messageId < second.messageId ? -1 : 1,
  )
  if (combined.length === 0) return []
  const times = (step: StatusStep | 'failed') => combined.map((one) => one.times[step] ?? null)
  const json = (values: (object | null)[]) =>
    values.map((value) => (value === null ? null : JSON.stringify(value)))
  const ids = combined.map((one) => one.messageId)
  // `id = any(…)` beside each join: it leads to the rows by their key also while the table has no statistics.
  // Without, every status of a batch was compared with every message of the tenant.
  const { rows } = await sql<SettledMessage>`
    with news as (
      select * from unnest(${ids}::uuid[],
        ${combined.map((one) => (one.furthest < 0 ? 0 : one.furthest + 2))}::int[],
        ${times('sent')}::timestamptz[], ${times('delivered')}::timestamptz[],
        ${times('read')}::timestamptz[], ${times('played')}::timestamptz[], ${times('failed')}::timestamptz[],
        ${combined.map((one) => one.errorCode)}::int[], ${json(combined.map((one) => one.error))}::jsonb[],
        ${json(combined.map((one) => one.pricing))}::jsonb[])
      as news (id, step, sent_at, delivered_at, read_at, played_at, failed_at, error_code, error, pricing)
    ), reached as (
      select news.*, greatest(news.step, case message.status
          when 'accepted' then 1 when 'sent' then 2 when 'failed' then 2
          when 'delivered' then 3 when 'read' then 4 when 'played' then 5 else 0 end) as rank,
        message.status as known_status, message.failed_at as known_failed_at
      from news join message on message.tenant_id = ${tx.tenantId} and message.id = news.id
      where message.id = any(${ids}::uuid[]) and message.direction = 'outbound'
    )
    update message set
      status = case
        when reached.rank >= 3 then (array['delivered', 'read', 'played'])[reached.rank - 2]
        when reached.failed_at is not null or reached.known_status = 'failed' then 'failed'
        when reached.rank = 2 then 'sent'
        else message.status end,
      accepted_at = coalesce(message.accepted_at, reached.sent_at, reached.delivered_at, reached.read_at),
      sent_at = least(message.sent_at, reached.sent_at),
      delivered_at = least(message.delivered_at, reached.delivered_at),
      read_at = least(message.read_at, reached.read_at),
      played_at = least(message.played_at, reached.played_at),
      failed_at = case when reached.rank >= 3 then null else least(message.failed_at, reached.failed_at) end,
      error_code = case when reached.rank >= 3 then null else coalesce(reached.error_code, message.error_code) end,
      error = case when reached.rank >= 3 or (reached.rank = 2 and reached.known_status = 'unknown' and
        reached.failed_at is null) then null else coalesce(reached.error, message.error) end,
      pricing = case when reached.pricing is null then message.pricing
        else coalesce(message.pricing, '{}') || reached.pricing end
    from reached
    where message.tenant_id = ${tx.tenantId} and message.id = any(${ids}::uuid[]) and message.id = reached.id
    returning message.id, message.conversation_id, message.contact_id, message.type,
      message.status, message.failed_at,
      case when reached.known_status = 'failed' and message.status <> 'failed'
        then reached.known_failed_at end as withdrawn_at,
      reached.known_status = 'unknown' and message.status <> 'unknown' as was_unknown`.execute(tx)
  await markFailures(tx, rows)
  for (const { conversationId, withdrawnAt } of rows)
    if (withdrawnAt) await withdrawFailure(tx, conversationId, withdrawnAt)
  await settleUnknown(
    tx,
    rows.filter(({ wasUnknown }) => wasUnknown).map(({ id }) => id),
  )
  return rows
}

/**
 * Conversations whose newest failure this is, for the view of what failed. A reaction that failed is taken back
 * instead: there is no line in the thread that could say so.
 */
async function markFailures(tx: TenantTx, settled: readonly SettledMessage[]): Promise<void> {
  const failed = settled
    .filter(({ status, type }) => status === 'failed' && type !== 'reaction')
    .sort((first, second) => (first.conversationId < second.conversationId ? -1 : 1))
  if (failed.length === 0) return
  await sql`
    update conversation set failed_at = greatest(conversation.failed_at, news.failed_at)
    from (select id, max(failed_at) as failed_at
      from unnest(${failed.map((one) => one.conversationId)}::uuid[],
        ${failed.map((one) => one.failedAt)}::timestamptz[]) as failure (id, failed_at)
      group by id) news
    where conversation.tenant_id = ${tx.tenantId} and conversation.id = any(${failed.map((one) => one.conversationId)}::uuid[])
      and conversation.id = news.id`.execute(tx)
}
