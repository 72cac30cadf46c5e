import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { WebhookEndpointId } from '../../platform/ids.ts'
import { firstEventIdOf } from './event-id-of-time.ts'

/** The tenant's endpoints, whatever their state. */
export async function endpointIds(tx: TenantTx): Promise<WebhookEndpointId[]> {
  const rows = await tx
    .selectFrom('webhookEndpoint')
    .select('id')
    .where('tenantId', '=', tx.tenantId)
    .execute()
  return rows.map((row) => row.id as WebhookEndpointId)
}

/**
 * Gives up deliveries that waited since before `bound` for an endpoint that is disabled, or only fails: a paused
 * endpoint lets few of them try.
 * @returns how many; at most `limit`.
 */
export async function expireDeliveries(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  { bound, now, limit }: { bound: Date; now: Date; limit: number },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update webhook_delivery set state = 'dead', next_attempt_at = null, finished_at = ${now},
      last_reason = coalesce(last_reason, 'expired')
    where tenant_id = ${tx.tenantId} and endpoint_id = ${endpointId} and event_id in (
      select d.event_id from webhook_delivery d
      join webhook_endpoint e on e.tenant_id = ${tx.tenantId} and e.id = d.endpoint_id
      where d.tenant_id = ${tx.tenantId} and d.endpoint_id = ${endpointId} and d.state = 'pending'
        and d.pending_since <= ${bound} and (not e.is_enabled or e.failing_since is not null)
      limit ${limit} for update of d skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/**
 * Deletes contents of events before `bound` that nothing waits for and nothing may still be replayed of, and all
 * of those before `lastBound`.
 * @returns how many; at most `limit`.
 */
export async function deletePayloads(
  tx: TenantTx,
  endpoints: readonly WebhookEndpointId[],
  { bound, lastBound, limit }: { bound: Date; lastBound: Date; limit: number },
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from webhook_payload where tenant_id = ${tx.tenantId} and id in (
      select p.id from webhook_payload p
      where p.tenant_id = ${tx.tenantId} and p.id < ${firstEventIdOf(bound)}::uuid and p.created_at < ${bound}
        and not exists (select 1 from webhook_delivery d
          where d.tenant_id = ${tx.tenantId} and d.endpoint_id = any(${[...endpoints]}::uuid[]) and d.event_id = p.id
            and (d.state = 'pending' or (d.state = 'dead' and p.created_at >= ${lastBound})))
      order by p.id limit ${limit})`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Deletes finished deliveries of an endpoint and their attempts before `bound`. @returns how many; at most `limit`. */
export async function deleteDeliveries(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  { bound, limit }: { bound: Date; limit: number },
): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    with gone as (
      delete from webhook_delivery where tenant_id = ${tx.tenantId} and endpoint_id = ${endpointId} and event_id in (
        select d.event_id from webhook_delivery d
        where d.tenant_id = ${tx.tenantId} and d.endpoint_id = ${endpointId} and d.event_id < ${firstEventIdOf(bound)}::uuid
          and d.created_at < ${bound} and d.state <> 'pending'
        order by d.event_id limit ${limit})
      returning event_id
    ), attempts as (
      delete from webhook_attempt where tenant_id = ${tx.tenantId} and endpoint_id = ${endpointId}
        and event_id in (select event_id from gone)
    )
    select count(*) from gone`.execute(tx)
  return Number(rows[0]?.count ?? 0n)
}

/** Deletes everything of an endpoint that is no longer there. @returns how many; at most `limit`. */
export async function deleteOrphans(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    with gone as (
      delete from webhook_delivery where tenant_id = ${tx.tenantId} and endpoint_id = ${endpointId} and event_id in (
        select d.event_id from webhook_delivery d
        where d.tenant_id = ${tx.tenantId} and d.endpoint_id = ${endpointId} limit ${limit})
      returning event_id
    ), attempts as (
      delete from webhook_attempt where tenant_id = ${tx.tenantId} and endpoint_id = ${endpointId}
        and event_id in (select event_id from gone)
    )
    select count(*) from gone`.execute(tx)
  return Number(rows[0]?.count ?? 0n)
}
