import { sql, type Selectable } from 'kysely'
import type { WebhookEventType } from '#shared/contracts/webhook-event.ts'
import type { WebhookMode } from '#shared/contracts/webhook-endpoint.ts'
import type { TenantTx } from '../../database/database.ts'
import type { WebhookEndpoint as EndpointTable } from '../../database/schema.ts'
import { newId, type WebhookEndpointId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'

export type EndpointRow = Omit<Selectable<EndpointTable>, 'id' | 'mode' | 'eventTypes'> & {
  id: WebhookEndpointId
  mode: WebhookMode
  eventTypes: WebhookEventType[]
}

/** Addresses may hold tokens of their receivers, so they are sealed. */
export const sealUrl = (sealer: Sealer, id: WebhookEndpointId, url: string): Buffer =>
  sealer.seal('webhook_endpoint', 'url_sealed', id, url)

export const openUrl = (sealer: Sealer, id: WebhookEndpointId, sealed: Buffer): string =>
  sealer.open('webhook_endpoint', 'url_sealed', id, sealed).toString('utf8')

/** How many endpoints the tenant has. */
export async function countEndpoints(tx: TenantTx): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) from webhook_endpoint where tenant_id = ${tx.tenantId}`.execute(tx)
  return Number(rows[0]?.count ?? 0n)
}

/** A new endpoint, off. */
export async function insertEndpoint(
  tx: TenantTx,
  endpoint: Pick<
    EndpointRow,
    'id' | 'urlSealed' | 'description' | 'mode' | 'eventTypes' | 'concurrency' | 'createdAt'
  >,
): Promise<void> {
  await tx
    .insertInto('webhookEndpoint')
    .values({ ...endpoint, tenantId: tx.tenantId, updatedAt: endpoint.createdAt })
    .execute()
}

export async function findEndpoint(
  tx: TenantTx,
  id: WebhookEndpointId,
): Promise<EndpointRow | null> {
  const row = await tx
    .selectFrom('webhookEndpoint')
    .selectAll()
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return (row as EndpointRow | undefined) ?? null
}

/** One page of the endpoints, in the order in which they were made. */
export async function endpointPage(
  tx: TenantTx,
  page: { after: string | null; limit: number },
): Promise<EndpointRow[]> {
  const rows = await tx
    .selectFrom('webhookEndpoint')
    .selectAll()
    .where('tenantId', '=', tx.tenantId)
    .$if(page.after !== null, (query) => query.where('id', '>', page.after ?? ''))
    .orderBy('id')
    .limit(page.limit)
    .execute()
  return rows as EndpointRow[]
}

/** Changes what is given. */
export async function updateEndpoint(
  tx: TenantTx,
  id: WebhookEndpointId,
  change: Partial<
    Pick<
      EndpointRow,
      | 'urlSealed'
      | 'description'
      | 'eventTypes'
      | 'concurrency'
      | 'isEnabled'
      | 'disabledReason'
      | 'consecutiveFailures'
      | 'failingSince'
      | 'pausedUntil'
    >
  > & { updatedAt: Date },
): Promise<void> {
  await tx
    .updateTable('webhookEndpoint')
    .set(change)
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .execute()
}

/** Removes an endpoint with its secrets and notices; its deliveries follow in a job. */
export async function deleteEndpoint(tx: TenantTx, id: WebhookEndpointId): Promise<void> {
  await tx
    .deleteFrom('webhookEndpoint')
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .execute()
}

export type NoticeKind = 'disabled_gone' | 'disabled_failing'

export type NoticeRow = {
  endpointId: WebhookEndpointId
  id: string
  kind: NoticeKind
  createdAt: Date
}

export async function insertNotice(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  notice: { kind: NoticeKind; createdAt: Date },
): Promise<void> {
  await tx
    .insertInto('webhookNotice')
    .values({ ...notice, tenantId: tx.tenantId, endpointId, id: newId() })
    .execute()
}

/** The newest notices of each endpoint. */
export async function noticesOf(
  tx: TenantTx,
  ids: readonly WebhookEndpointId[],
  mostEach: number,
): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select notice.* from unnest(${[...ids]}::uuid[]) as wanted (endpoint_id)
    cross join lateral (
      select endpoint_id, id, kind, created_at from webhook_notice
      where tenant_id = ${tx.tenantId} and endpoint_id = wanted.endpoint_id
      order by id desc limit ${mostEach}) notice`.execute(tx)
  return rows
}
