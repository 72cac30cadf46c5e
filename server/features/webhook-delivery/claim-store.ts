import { sql } from 'kysely'
import type { WebhookMode } from '#shared/contracts/webhook-endpoint.ts'
import type { TenantTx } from '../../database/database.ts'
import type { WebhookEndpointId, WebhookEventId } from '../../platform/ids.ts'

/** An endpoint that something is due for, with all it takes to send. */
export type DueEndpoint = {
  id: WebhookEndpointId
  mode: WebhookMode
  urlSealed: Buffer
  concurrency: number
  consecutiveFailures: number
  /** Secrets that sign now, newest first. */
  secretIds: string[]
  secretsSealed: Buffer[]
}

/** A claimed delivery; what comes of it counts only under its `fence`. */
export type ClaimedDelivery = {
  endpointId: WebhookEndpointId
  eventId: WebhookEventId
  orderKey: string | null
  fence: number
  attemptCount: number
  pendingSince: Date
  createdAt: Date
  /** Null: large, read when its turn comes; or deleted by age. */
  bodySealed: Buffer | null
  leaseUntil: Date
}

/** Larger payloads are not held in memory while they wait for their turn. */
const mostWaitingBytes = 64 * 1024

/**
 * Lets this transaction commit without waiting for the disk. Only for what may be forgotten: a lost claim or
 * outcome means that the same is sent again under the same id, which receivers have to expect anyway.
 */
export async function commitWithoutWaiting(tx: TenantTx): Promise<void> {
  await sql`set local synchronous_commit = off`.execute(tx)
}

/** Enabled endpoints of the tenant with something due, unless they are paused. */
export async function dueEndpoints(tx: TenantTx, now: Date): Promise<DueEndpoint[]> {
  const { rows } = await sql<DueEndpoint>`
    select e.id, e.mode, e.url_sealed, e.concurrency, e.consecutive_failures,
      array(select s.id from webhook_secret s where s.tenant_id = ${tx.tenantId} and s.endpoint_id = e.id
        and (s.expires_at is null or s.expires_at > ${now}) order by s.id desc) as secret_ids,
      array(select s.secret_sealed from webhook_secret s where s.tenant_id = ${tx.tenantId} and s.endpoint_id = e.id
        and (s.expires_at is null or s.expires_at > ${now}) order by s.id desc) as secrets_sealed
    from webhook_endpoint e
    where e.tenant_id = ${tx.tenantId} and e.is_enabled and (e.paused_until is null or e.paused_until <= ${now})
      and exists (select 1 from webhook_delivery d where d.tenant_id = ${tx.tenantId} and d.endpoint_id = e.id
        and d.state = 'pending' and d.next_attempt_at <= ${now})`.execute(tx)
  return rows
}

/**
 * Lets one process try an endpoint that failed too often: the pause goes on for the others.
 * @returns false when another process tries it.
 */
export async function takeProbe(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  { now, until }: { now: Date; until: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update webhook_endpoint set paused_until = ${until}
    where tenant_id = ${tx.tenantId} and id = ${endpointId}
      and (paused_until is null or paused_until <= ${now})`.execute(tx)
  return numAffectedRows === 1n
}

/**
 * Claims due deliveries of several endpoints, the longest due first; rows another process holds are skipped,
 * never waited for. A claim lasts until `leaseUntil`: then the delivery is due again, whoever had it.
 * @param wanted  how many of each endpoint.
 */
export async function claimDeliveries(
  tx: TenantTx,
  wanted: readonly { endpointId: WebhookEndpointId; limit: number }[],
  { now, leaseUntil }: { now: Date; leaseUntil: Date },
): Promise<ClaimedDelivery[]> {
  if (wanted.length === 0) return []
  const { rows } = await sql<Omit<ClaimedDelivery, 'leaseUntil'>>`
    with due as (
      select one.endpoint_id, one.event_id
      from unnest(${wanted.map((one) => one.endpointId)}::uuid[], ${wanted.map((one) => one.limit)}::int[])
        as wanted (endpoint_id, most)
      cross join lateral (
        select d.endpoint_id, d.event_id from webhook_delivery d
        where d.tenant_id = ${tx.tenantId} and d.endpoint_id = wanted.endpoint_id and d.state = 'pending'
          and d.next_attempt_at <= ${now}
        order by d.next_attempt_at, d.event_id limit wanted.most for update skip locked) one
    ), claimed as (
      update webhook_delivery d set fence = d.fence + 1, attempt_count = d.attempt_count + 1,
        next_attempt_at = ${leaseUntil}
      from due where d.tenant_id = ${tx.tenantId} and d.endpoint_id = due.endpoint_id and d.event_id = due.event_id
      returning d.endpoint_id, d.event_id, d.order_key, d.fence, d.attempt_count, d.pending_since, d.created_at
    )
    select claimed.*, case when octet_length(p.body_sealed) <= ${mostWaitingBytes} then p.body_sealed end
      as body_sealed
    from claimed left join webhook_payload p on p.tenant_id = ${tx.tenantId} and p.id = claimed.event_id
    order by claimed.event_id`.execute(tx)
  return rows.map((row) => ({ ...row, leaseUntil }))
}

/** A payload by itself. @returns null when it was deleted by age. */
export async function findPayload(tx: TenantTx, eventId: WebhookEventId): Promise<Buffer | null> {
  const row = await tx
    .selectFrom('webhookPayload')
    .select('bodySealed')
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', eventId)
    .executeTakeFirst()
  return row?.bodySealed ?? null
}

/** Gives claims back that nothing came of: they are due again at once and no attempt counts. */
export async function releaseDeliveries(
  tx: TenantTx,
  claimed: readonly Pick<ClaimedDelivery, 'endpointId' | 'eventId' | 'fence'>[],
  now: Date,
): Promise<void> {
  if (claimed.length === 0) return
  await sql`
    update webhook_delivery d set next_attempt_at = ${now}, attempt_count = d.attempt_count - 1
    from unnest(${claimed.map((one) => one.endpointId)}::uuid[], ${claimed.map((one) => one.eventId)}::uuid[],
      ${claimed.map((one) => one.fence)}::int[]) as held (endpoint_id, event_id, fence)
    where d.tenant_id = ${tx.tenantId} and d.endpoint_id = held.endpoint_id and d.event_id = held.event_id
      and d.fence = held.fence and d.state = 'pending'`.execute(tx)
}
