import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { WebhookEndpointId, WebhookEventId } from '../../platform/ids.ts'

export type DeliveryRow = {
  eventId: WebhookEventId
  eventType: string
  state: 'pending' | 'delivered' | 'dead'
  nextAttemptAt: Date | null
  lastReason: string | null
  lastHttpStatus: number | null
  createdAt: Date
  finishedAt: Date | null
  hasPayload: boolean
}

const columns = sql`d.event_id, d.event_type, d.state, d.next_attempt_at, d.last_reason, d.last_http_status,
  d.created_at, d.finished_at`

/** One page of an endpoint's deliveries, newest event first. */
export async function deliveryPage(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  page: { state: DeliveryRow['state'] | null; before: string | null; limit: number },
): Promise<DeliveryRow[]> {
  // Written out for each state, so that the partial index of the waiting and of the dead can be used.
  const ofState =
    page.state === 'pending'
      ? sql`and d.state = 'pending'`
      : page.state === 'dead'
        ? sql`and d.state = 'dead'`
        : page.state === 'delivered'
          ? sql`and d.state = 'delivered'`
          : sql``
  const before = page.before === null ? sql`` : sql`and d.event_id < ${page.before}::uuid`
  const { rows } = await sql<DeliveryRow>`
    select ${columns}, p.id is not null as has_payload
    from webhook_delivery d left join webhook_payload p on p.tenant_id = ${tx.tenantId} and p.id = d.event_id
    where d.tenant_id = ${tx.tenantId} and d.endpoint_id = ${endpointId} ${ofState} ${before}
    order by d.event_id desc limit ${page.limit}`.execute(tx)
  return rows
}

export async function findDelivery(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  eventId: WebhookEventId,
): Promise<DeliveryRow | null> {
  const { rows } = await sql<DeliveryRow>`
    select ${columns}, p.id is not null as has_payload
    from webhook_delivery d left join webhook_payload p on p.tenant_id = ${tx.tenantId} and p.id = d.event_id
    where d.tenant_id = ${tx.tenantId} and d.endpoint_id = ${endpointId} and d.event_id = ${eventId}`.execute(
    tx,
  )
  return rows[0] ?? null
}

export type AttemptRow = {
  eventId: WebhookEventId
  fence: number
  startedAt: Date
  durationMs: number
  outcome: 'delivered' | 'failed'
  reason: string | null
  httpStatus: number | null
  answerSealed: Buffer | null
}

/** The newest attempts of each delivery. */
export async function attemptsOf(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  eventIds: readonly WebhookEventId[],
  mostEach: number,
): Promise<AttemptRow[]> {
  if (eventIds.length === 0) return []
  const { rows } = await sql<AttemptRow>`
    select attempt.* from unnest(${[...eventIds]}::uuid[]) as wanted (event_id)
    cross join lateral (
      select event_id, fence, started_at, duration_ms, outcome, reason, http_status, answer_sealed
      from webhook_attempt
      where tenant_id = ${tx.tenantId} and endpoint_id = ${endpointId} and event_id = wanted.event_id
      order by fence desc limit ${mostEach}) attempt`.execute(tx)
  return rows
}

/**
 * Makes a finished delivery due again, with all its attempts before it. What waits anyway is tried at once.
 * @returns false when its contents are gone.
 */
export async function replayDelivery(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  eventId: WebhookEventId,
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update webhook_delivery d set state = 'pending', attempt_count = 0, pending_since = ${now},
      next_attempt_at = least(d.next_attempt_at, ${now}::timestamptz), finished_at = null
    where d.tenant_id = ${tx.tenantId} and d.endpoint_id = ${endpointId} and d.event_id = ${eventId}
      and exists (select 1 from webhook_payload p where p.tenant_id = ${tx.tenantId} and p.id = d.event_id)`.execute(
    tx,
  )
  return numAffectedRows === 1n
}

/**
 * Makes finished deliveries due again, oldest first, at most `limit`; those without contents stay, and tests.
 * What this replay made due and what was delivered meanwhile is not taken twice: it waits since `now`.
 * @param firstId  no event id that counts is less.
 */
export async function replayDeliveries(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  replay: { since: Date; firstId: string; isDeadOnly: boolean; limit: number; now: Date },
): Promise<number> {
  const ofState = replay.isDeadOnly ? sql`d.state = 'dead'` : sql`d.state <> 'pending'`
  const { numAffectedRows } = await sql`
    update webhook_delivery set state = 'pending', attempt_count = 0, pending_since = ${replay.now},
      next_attempt_at = ${replay.now}, finished_at = null
    where tenant_id = ${tx.tenantId} and endpoint_id = ${endpointId} and event_id in (
      select d.event_id from webhook_delivery d
      join webhook_payload p on p.tenant_id = ${tx.tenantId} and p.id = d.event_id
      where d.tenant_id = ${tx.tenantId} and d.endpoint_id = ${endpointId} and ${ofState}
        and d.event_id >= ${replay.firstId}::uuid and d.created_at >= ${replay.since} and d.pending_since < ${replay.now}
        and d.event_type <> 'endpoint.test'
      order by d.event_id limit ${replay.limit} for update of d skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
