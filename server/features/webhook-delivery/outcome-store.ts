import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { WebhookEndpointId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { ClaimedDelivery } from './claim-store.ts'
import type { AttemptOutcome } from './delivery-outcome.ts'

/** One attempt and what it led to. */
export type Attempt = {
  delivery: ClaimedDelivery
  /** It tried whether a paused endpoint takes something again. */
  isProbe: boolean
  startedAt: Date
  durationMs: number
  outcome: AttemptOutcome
}

const answerRow = ({ delivery }: Attempt): string =>
  `${delivery.endpointId} ${delivery.eventId} ${delivery.fence}`

export const openAnswer = (
  sealer: Sealer,
  attempt: { endpointId: string; eventId: string; fence: number },
  sealed: Buffer,
): string =>
  sealer
    .open(
      'webhook_attempt',
      'answer_sealed',
      `${attempt.endpointId} ${attempt.eventId} ${attempt.fence}`,
      sealed,
    )
    .toString('utf8')

/** Moves deliveries on to where their attempts brought them. One that was claimed again since stays as it is. */
export async function settleDeliveries(
  tx: TenantTx,
  attempts: readonly Attempt[],
  now: Date,
): Promise<void> {
  const column = <T>(read: (attempt: Attempt) => T): T[] => attempts.map(read)
  const stateOf = ({ outcome }: Attempt) =>
    outcome.isDelivered ? 'delivered' : outcome.nextAttemptAt ? 'pending' : 'dead'
  await sql`
    update webhook_delivery d set state = news.state, next_attempt_at = news.next_attempt_at,
      finished_at = case when news.state = 'pending' then null else ${now}::timestamptz end,
      last_reason = news.reason, last_http_status = news.http_status
    from unnest(${column(({ delivery }) => delivery.endpointId)}::uuid[],
      ${column(({ delivery }) => delivery.eventId)}::uuid[], ${column(({ delivery }) => delivery.fence)}::int[],
      ${column(stateOf)}::text[], ${column(({ outcome }) => outcome.nextAttemptAt)}::timestamptz[],
      ${column(({ outcome }) => outcome.reason)}::text[], ${column(({ outcome }) => outcome.httpStatus)}::smallint[])
      as news (endpoint_id, event_id, fence, state, next_attempt_at, reason, http_status)
    where d.tenant_id = ${tx.tenantId} and d.endpoint_id = news.endpoint_id and d.event_id = news.event_id
      and d.fence = news.fence and d.state = 'pending'`.execute(tx)
}

/** Keeps every attempt as evidence. Recorded twice, it is kept once. */
export async function insertAttempts(
  tx: TenantTx,
  sealer: Sealer,
  attempts: readonly Attempt[],
): Promise<void> {
  const column = <T>(read: (attempt: Attempt) => T): T[] => attempts.map(read)
  const sealedAnswer = (attempt: Attempt): Buffer | null =>
    attempt.outcome.answer &&
    sealer.seal('webhook_attempt', 'answer_sealed', answerRow(attempt), attempt.outcome.answer)
  await sql`
    insert into webhook_attempt (tenant_id, endpoint_id, event_id, fence, started_at, duration_ms, outcome, reason,
      http_status, answer_sealed)
    select ${tx.tenantId}, news.* from unnest(${column(({ delivery }) => delivery.endpointId)}::uuid[],
      ${column(({ delivery }) => delivery.eventId)}::uuid[], ${column(({ delivery }) => delivery.fence)}::int[],
      ${column(({ startedAt }) => startedAt)}::timestamptz[], ${column(({ durationMs }) => durationMs)}::int[],
      ${column(({ outcome }) => (outcome.isDelivered ? 'delivered' : 'failed'))}::text[],
      ${column(({ outcome }) => outcome.reason)}::text[], ${column(({ outcome }) => outcome.httpStatus)}::smallint[],
      ${column(sealedAnswer)}::bytea[]) as news
    on conflict (tenant_id, endpoint_id, event_id, fence) do nothing`.execute(tx)
}

/** An endpoint took something. Written once in a while when all is well, at once when it was not. */
export async function recordSuccess(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  now: Date,
): Promise<void> {
  const longAgo = new Date(now.getTime() - 30_000)
  await sql`
    update webhook_endpoint set last_attempt_at = ${now}, last_success_at = ${now}, consecutive_failures = 0,
      failing_since = null, paused_until = case when consecutive_failures > 0 then null else paused_until end
    where tenant_id = ${tx.tenantId} and id = ${endpointId}
      and (consecutive_failures > 0 or last_success_at is null or last_success_at < ${longAgo})`.execute(
    tx,
  )
}

/**
 * An endpoint failed so many more times in a row.
 * @param most  what the count may reach by this: requests that were under way together are one burst.
 */
export async function recordFailures(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  failed: { count: number; most: number; now: Date },
): Promise<{ consecutiveFailures: number; failingSince: Date } | null> {
  const { rows } = await sql<{ consecutiveFailures: number; failingSince: Date }>`
    update webhook_endpoint set last_attempt_at = ${failed.now},
      consecutive_failures = greatest(consecutive_failures,
        least(consecutive_failures + ${failed.count}, ${failed.most})),
      failing_since = coalesce(failing_since, ${failed.now})
    where tenant_id = ${tx.tenantId} and id = ${endpointId} and is_enabled
    returning consecutive_failures, failing_since`.execute(tx)
  return rows[0] ?? null
}

/** Sends nothing to an endpoint before `until`; a longer pause stays. */
export async function pauseEndpoint(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  until: Date,
): Promise<void> {
  await sql`
    update webhook_endpoint set paused_until = greatest(paused_until, ${until}::timestamptz)
    where tenant_id = ${tx.tenantId} and id = ${endpointId}`.execute(tx)
}

/** Sends nothing more to an endpoint until a person enables it. @returns whether it was enabled until now. */
export async function disableEndpoint(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  disabled: { reason: 'gone' | 'failing'; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update webhook_endpoint set is_enabled = false, disabled_reason = ${disabled.reason}, updated_at = ${disabled.now}
    where tenant_id = ${tx.tenantId} and id = ${endpointId} and is_enabled`.execute(tx)
  return numAffectedRows === 1n
}
