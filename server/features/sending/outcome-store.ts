import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import { newId, type ConversationId, type MessageId } from '../../platform/ids.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import type { SendingError } from './send-decision.ts'
import { uuidList } from './uuid-list.ts'

// Outcomes are written many at a time. Ids come sorted: rows are locked in the order in which status webhooks
// lock them (messages by id, then the outbox), for one may come at the same moment.

export type AcceptedRow = {
  messageId: MessageId
  wamid: string
  startedAt: Date
  fbtraceId: string | null
}

/**
 * Meta took these messages: message, its wamid, outbox and attempt in one statement. A status webhook may have been
 * faster and moved a message further already: then only what is missing is added.
 * @returns those that had counted as unknown.
 */
export async function recordAccepted(
  tx: TenantTx,
  lease: LaneLease,
  rows: readonly AcceptedRow[],
  now: Date,
): Promise<MessageId[]> {
  if (rows.length === 0) return []
  const { tenantId } = tx
  const ids = uuidList(rows.map((row) => row.messageId))
  const wamids = rows.map((row) => row.wamid)
  const known = await sql<{ messageId: MessageId }>`
    with moved as (
      update message m set wamid = coalesce(m.wamid, n.wamid), accepted_at = coalesce(m.accepted_at, ${now}),
        error = case when m.status in ('queued', 'sending', 'unknown') then null else m.error end,
        error_code = case when m.status in ('queued', 'sending', 'unknown') then null else m.error_code end,
        status = case when m.status in ('queued', 'sending', 'unknown') then 'accepted' else m.status end
      from unnest(${ids}::uuid[], ${wamids}::text[]) as n (id, wamid)
      where m.tenant_id = ${tenantId} and m.id = any(${ids}::uuid[]) and m.id = n.id
      returning m.id
    ), bound as (
      insert into message_ref (tenant_id, channel_id, wamid, message_id)
      select ${tenantId}::uuid, ${lease.channelId}::uuid, n.wamid, n.id
      from unnest(${ids}::uuid[], ${wamids}::text[]) as n (id, wamid)
      where (select count(*) from moved) >= 0
      on conflict (tenant_id, channel_id, wamid) do nothing
    ), left_outbox as (
      delete from outbox where tenant_id = ${tenantId} and message_id = any(${ids}::uuid[])
        and (fence is null or fence <= ${lease.fence}) and (select count(*) from moved) >= 0
    ), tried as (
    insert into attempt (tenant_id, id, message_id, fence, started_at, finished_at, outcome, http_status, fbtrace_id)
    select ${tenantId}::uuid, n.attempt_id, n.id, ${lease.fence}, n.started_at, ${now}, 'accepted', 200, n.fbtrace_id
    from unnest(${ids}::uuid[], ${uuidList(rows.map(() => newId()))}::uuid[],
      ${rows.map((row) => row.startedAt.toISOString())}::timestamptz[],
      ${rows.map((row) => row.fbtraceId)}::text[]) as n (id, attempt_id, started_at, fbtrace_id)
    )
    select message_id from unknown_outcome
    where tenant_id = ${tenantId} and message_id = any(${ids}::uuid[])`.execute(tx)
  return known.rows.map((row) => row.messageId)
}

export type AttemptRow = {
  messageId: MessageId
  fence: bigint
  startedAt: Date
  finishedAt: Date | null
  outcome: 'accepted' | 'refused' | 'retry' | 'unknown'
  httpStatus: number | null
  errorCode: number | null
  fbtraceId: string | null
}

export async function insertAttempts(tx: TenantTx, attempts: readonly AttemptRow[]): Promise<void> {
  if (attempts.length === 0) return
  await tx
    .insertInto('attempt')
    .values(attempts.map((attempt) => ({ ...attempt, tenantId: tx.tenantId, id: newId() })))
    .execute()
}

/**
 * Takes messages out of the outbox, unless they were claimed under another fence since. A process that lost its
 * lane finds nothing to take out: the next owner has done so.
 */
export async function leaveOutbox(
  tx: TenantTx,
  lease: LaneLease,
  messageIds: readonly MessageId[],
): Promise<void> {
  if (messageIds.length === 0) return
  await sql`
    delete from outbox where tenant_id = ${tx.tenantId} and message_id = any(${uuidList(messageIds)}::uuid[])
      and (fence is null or fence <= ${lease.fence})`.execute(tx)
}

/** Puts messages back: each is tried again at its time. @returns those that are still this lane's. */
export async function returnToOutbox(
  tx: TenantTx,
  lease: LaneLease,
  messages: readonly { messageId: MessageId; availableAt: Date; attemptCount: number }[],
): Promise<Set<MessageId>> {
  if (messages.length === 0) return new Set()
  const ids = uuidList(messages.map((one) => one.messageId))
  const { rows } = await sql<{ messageId: MessageId }>`
    update outbox o set state = 'queued', fence = null, sending_since = null,
      available_at = again.available_at, attempt_count = again.attempt_count
    from unnest(${ids}::uuid[], ${messages.map((one) => one.availableAt.toISOString())}::timestamptz[],
      ${messages.map((one) => one.attemptCount)}::smallint[]) as again (id, available_at, attempt_count)
    where o.tenant_id = ${tx.tenantId} and o.message_id = any(${ids}::uuid[]) and o.message_id = again.id
      and (o.fence is null or o.fence = ${lease.fence})
    returning o.message_id`.execute(tx)
  return new Set(rows.map((row) => row.messageId))
}

/** Nobody knows whether Meta has them. Nothing is taken back that a status webhook has said already. */
export async function markUnknown(
  tx: TenantTx,
  messageIds: readonly MessageId[],
): Promise<{ messageId: MessageId; conversationId: ConversationId }[]> {
  if (messageIds.length === 0) return []
  const { rows } = await sql<{ messageId: MessageId; conversationId: ConversationId }>`
    update message set status = 'unknown'
    where tenant_id = ${tx.tenantId} and id = any(${uuidList(messageIds)}::uuid[])
      and status in ('queued', 'sending')
    returning id as message_id, conversation_id`.execute(tx)
  return rows
}

export type Refusal = { messageId: MessageId; error: SendingError; code: number | null }

/** Meta refused them, or we gave up. @returns those that were still to be decided. */
export async function markFailed(
  tx: TenantTx,
  refusals: readonly Refusal[],
  failedAt: Date,
): Promise<Set<MessageId>> {
  if (refusals.length === 0) return new Set()
  const { ids, codes, errors } = columnsOf(refusals)
  const { rows } = await sql<{ messageId: MessageId }>`
    update message m set status = 'failed', failed_at = ${failedAt}, error_code = n.code, error = n.error
    from unnest(${ids}::uuid[], ${codes}::int[], ${errors}::jsonb[]) as n (id, code, error)
    where m.tenant_id = ${tx.tenantId} and m.id = any(${ids}::uuid[]) and m.id = n.id
      and m.status in ('queued', 'sending', 'unknown')
    returning m.id as message_id`.execute(tx)
  return new Set(rows.map((row) => row.messageId))
}

/** They wait for another try; the reason is shown meanwhile. */
export async function markWaiting(tx: TenantTx, refusals: readonly Refusal[]): Promise<void> {
  if (refusals.length === 0) return
  const { ids, codes, errors } = columnsOf(refusals)
  await sql`
    update message m set status = 'queued', error_code = n.code, error = n.error
    from unnest(${ids}::uuid[], ${codes}::int[], ${errors}::jsonb[]) as n (id, code, error)
    where m.tenant_id = ${tx.tenantId} and m.id = any(${ids}::uuid[]) and m.id = n.id
      and m.status in ('queued', 'sending')`.execute(tx)
}

const columnsOf = (refusals: readonly Refusal[]) => ({
  ids: uuidList(refusals.map((one) => one.messageId)),
  codes: refusals.map((one) => one.code),
  errors: refusals.map((one) => JSON.stringify(one.error)),
})

/** Conversations with a message that failed, for the view of what failed. */
export async function markConversationsFailed(
  tx: TenantTx,
  conversationIds: readonly ConversationId[],
  failedAt: Date,
): Promise<void> {
  if (conversationIds.length === 0) return
  await sql`
    update conversation set failed_at = greatest(failed_at, ${failedAt})
    where tenant_id = ${tx.tenantId} and id = any(${uuidList([...new Set(conversationIds)].sort())}::uuid[])`.execute(
    tx,
  )
}
