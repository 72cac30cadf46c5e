import { sql } from 'kysely'
import type {
  WebhookEventBody,
  WebhookEventData,
  WebhookEventType,
} from '#shared/contracts/webhook-event.ts'
import type { TenantTx } from '../../database/database.ts'
import { newId, type WebhookEndpointId, type WebhookEventId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'

/** What the enabled endpoints of a tenant want to hear. */
export type Subscriptions = {
  wants(type: WebhookEventType): boolean
  readonly wantsRaw: boolean
  readonly ofEvent: ReadonlyMap<WebhookEventType, readonly WebhookEndpointId[]>
  readonly raw: readonly WebhookEndpointId[]
}

/** An event that happens in the caller's transaction. */
export type NewEvent = {
  [Type in WebhookEventType]: {
    type: Type
    occurredAt: Date
    /** What it is about, so that events about the same come one after the other. */
    orderKey: string | null
    data: WebhookEventData[Type]
  }
}[WebhookEventType]

/** A body for endpoints of mode `meta_raw`, in Meta's shape. */
export type NewRawEvent = { body: Uint8Array | string }

/** How the deliveries of raw bodies are called in lists. */
export const rawEventType = 'meta.webhook'

/** Reads who is to be told; one statement, however many events follow. */
export async function findSubscriptions(tx: TenantTx): Promise<Subscriptions> {
  const rows = await tx
    .selectFrom('webhookEndpoint')
    .select(['id', 'mode', 'eventTypes'])
    .where('tenantId', '=', tx.tenantId)
    .where('isEnabled', '=', true)
    .execute()
  const ofEvent = new Map<WebhookEventType, WebhookEndpointId[]>()
  for (const row of rows)
    for (const type of row.eventTypes as WebhookEventType[])
      ofEvent.set(type, [...(ofEvent.get(type) ?? []), row.id as WebhookEndpointId])
  const raw = rows.filter((row) => row.mode === 'meta_raw').map((row) => row.id)
  return {
    wants: (type) => ofEvent.has(type),
    wantsRaw: raw.length > 0,
    ofEvent,
    raw: raw as WebhookEndpointId[],
  }
}

type NewDelivery = {
  endpointId: WebhookEndpointId
  eventId: WebhookEventId
  eventType: string
  orderKey: string | null
}

/** Payloads of one statement. */
const mostRowsPerInsert = 500

/**
 * Writes events down for everybody who wants them, in the transaction in which they happen: a delivery exists
 * exactly if the event does. Wake `delivery` after the commit.
 * @returns how many deliveries there are now to make.
 */
export async function recordEvents(
  tx: TenantTx,
  sealer: Sealer,
  subscriptions: Subscriptions,
  {
    events,
    raw = [],
    now,
  }: { events: readonly NewEvent[]; raw?: readonly NewRawEvent[]; now: Date },
): Promise<number> {
  const payloads: { tenantId: string; id: string; bodySealed: Buffer; createdAt: Date }[] = []
  const deliveries: NewDelivery[] = []
  const add = (
    event: { eventId: WebhookEventId; eventType: string; orderKey: string | null },
    body: Uint8Array | string,
    endpointIds: readonly WebhookEndpointId[],
  ): void => {
    payloads.push({
      tenantId: tx.tenantId,
      id: event.eventId,
      bodySealed: sealPayload(sealer, event.eventId, body),
      createdAt: now,
    })
    for (const endpointId of endpointIds) deliveries.push({ ...event, endpointId })
  }
  for (const { body } of subscriptions.wantsRaw ? raw : [])
    add({ eventId: newId(), eventType: rawEventType, orderKey: null }, body, subscriptions.raw)
  for (const event of events) {
    const endpointIds = subscriptions.ofEvent.get(event.type)
    if (!endpointIds) continue
    const eventId = newId<WebhookEventId>()
    const body = { ...bodyOf(eventId, tx.tenantId, event), data: event.data }
    add(
      { eventId, eventType: event.type, orderKey: event.orderKey },
      JSON.stringify(body),
      endpointIds,
    )
  }
  for (let first = 0; first < payloads.length; first += mostRowsPerInsert)
    await tx
      .insertInto('webhookPayload')
      .values(payloads.slice(first, first + mostRowsPerInsert))
      .execute()
  await insertDeliveries(tx, deliveries, now)
  return deliveries.length
}

export const bodyOf = <Type extends WebhookEventType | 'endpoint.test'>(
  eventId: WebhookEventId,
  workspaceId: string,
  { type, occurredAt }: { type: Type; occurredAt: Date },
): Omit<WebhookEventBody<Type>, 'data'> => ({
  id: eventId,
  type,
  timestamp: occurredAt.toISOString(),
  workspaceId,
})

export const sealPayload = (
  sealer: Sealer,
  eventId: WebhookEventId,
  body: Uint8Array | string,
): Buffer => sealer.seal('webhook_payload', 'body_sealed', eventId, body)

export const openPayload = (sealer: Sealer, eventId: WebhookEventId, sealed: Buffer): Buffer =>
  sealer.open('webhook_payload', 'body_sealed', eventId, sealed)

/** Deliveries that are due at once. */
async function insertDeliveries(
  tx: TenantTx,
  deliveries: readonly NewDelivery[],
  now: Date,
): Promise<void> {
  if (deliveries.length === 0) return
  await sql`
    insert into webhook_delivery (tenant_id, endpoint_id, event_id, event_type, order_key, pending_since,
      next_attempt_at, created_at)
    select ${tx.tenantId}, endpoint_id, event_id, event_type, order_key, ${now}, ${now}, ${now}
    from unnest(${deliveries.map((one) => one.endpointId)}::uuid[],
      ${deliveries.map((one) => one.eventId)}::uuid[], ${deliveries.map((one) => one.eventType)}::text[],
      ${deliveries.map((one) => one.orderKey)}::uuid[])
      as news (endpoint_id, event_id, event_type, order_key)
    on conflict (tenant_id, endpoint_id, event_id) do nothing`.execute(tx)
}
