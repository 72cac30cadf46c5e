import { z } from 'zod'
import { pageOf } from '#shared/contracts/page.ts'
import {
  WebhookDelivery,
  WebhookDeliveryQuery,
  WebhookReplay,
  WebhookReplayResult,
} from '#shared/contracts/webhook-endpoint.ts'
import type { TenantTx } from '../../database/database.ts'
import { cursorOf, pageFrom } from '../../http/cursor.ts'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import { notFound, PathId, pathId } from '../../http/path-id.ts'
import type { WebhookEndpointId, WebhookEventId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import {
  deliveryPage,
  findDelivery,
  replayDelivery,
  type DeliveryRow,
} from './delivery-list-store.ts'
import { findEndpoint } from './endpoint-store.ts'
import { presentDeliveries } from './present-delivery.ts'
import { replaySince } from './replay-since.ts'
import { webhookDeliveryProblem } from './webhook-delivery-problems.ts'

const Position = z.tuple([z.uuid()])
const DeliveryPath = PathId.extend({ eventId: z.string().max(300) })
const access = 'webhooks.manage'

export function deliveryRoutes(app: HttpApp, runtime: Runtime): void {
  const { clock, database, keyring, wakeups } = runtime

  app.get(
    '/v1/webhook-endpoints/:id/deliveries',
    {
      config: { access },
      schema: {
        params: PathId,
        querystring: WebhookDeliveryQuery,
        response: { 200: pageOf(WebhookDelivery) },
      },
    },
    async (request) => {
      const { tenantId } = callerOf(request)
      const { limit, cursor, state = null } = request.query
      const before = cursorOf(Position, cursor)?.[0] ?? null
      const sealer = await keyring.forTenant(tenantId)
      return database.inTenant(tenantId, async (tx) => {
        const { id } = await wantedEndpoint(tx, request.params.id)
        const rows = await deliveryPage(tx, id, { state, before, limit: limit + 1 })
        const page = pageFrom(rows, limit, (row) => [row.eventId])
        return { ...page, data: await presentDeliveries(tx, sealer, id, page.data) }
      })
    },
  )

  app.get(
    '/v1/webhook-endpoints/:id/deliveries/:eventId',
    { config: { access }, schema: { params: DeliveryPath, response: { 200: WebhookDelivery } } },
    async (request) => {
      const { tenantId } = callerOf(request)
      const sealer = await keyring.forTenant(tenantId)
      return database.inTenant(tenantId, async (tx) => {
        const { id } = await wantedEndpoint(tx, request.params.id)
        return shownDelivery(tx, sealer, id, await wantedDelivery(tx, id, request.params.eventId))
      })
    },
  )

  app.post(
    '/v1/webhook-endpoints/:id/deliveries/:eventId/replay',
    { config: { access }, schema: { params: DeliveryPath, response: { 202: WebhookDelivery } } },
    async (request, reply) => {
      const { tenantId } = callerOf(request)
      const sealer = await keyring.forTenant(tenantId)
      const replayed = await database.inTenant(tenantId, async (tx) => {
        const { id } = await wantedEnabled(tx, request.params.id)
        const { eventId } = await wantedDelivery(tx, id, request.params.eventId)
        if (!(await replayDelivery(tx, id, eventId, clock.now())))
          throw webhookDeliveryProblem(
            'payload_gone',
            'The contents of this event were deleted by age; it cannot be sent again.',
          )
        return shownDelivery(tx, sealer, id, await wantedDelivery(tx, id, eventId))
      })
      wakeups.wake('delivery', tenantId)
      return reply.status(202).send(replayed)
    },
  )

  app.post(
    '/v1/webhook-endpoints/:id/replay',
    {
      config: { access },
      schema: { params: PathId, body: WebhookReplay, response: { 202: WebhookReplayResult } },
    },
    async (request, reply) => {
      const { tenantId } = callerOf(request)
      const { id } = await database.inTenant(tenantId, (tx) => wantedEnabled(tx, request.params.id))
      const result = await replaySince(runtime, tenantId, id, request.body)
      wakeups.wake('delivery', tenantId)
      return reply.status(202).send(result)
    },
  )
}

async function wantedEndpoint(tx: TenantTx, id: string) {
  const row = await findEndpoint(tx, pathId<WebhookEndpointId>(id, 'webhook endpoint'))
  if (!row) throw notFound('webhook endpoint')
  return row
}

/** @throws not_found, endpoint_disabled */
async function wantedEnabled(tx: TenantTx, id: string) {
  const row = await wantedEndpoint(tx, id)
  if (row.isEnabled) return row
  throw webhookDeliveryProblem('endpoint_disabled', 'Enable the endpoint first, then replay.')
}

async function wantedDelivery(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  eventId: string,
): Promise<DeliveryRow> {
  const row = await findDelivery(tx, endpointId, pathId<WebhookEventId>(eventId, 'delivery'))
  if (!row) throw notFound('delivery')
  return row
}

async function shownDelivery(
  tx: TenantTx,
  sealer: Sealer,
  endpointId: WebhookEndpointId,
  row: DeliveryRow,
): Promise<WebhookDelivery> {
  const [shown] = await presentDeliveries(tx, sealer, endpointId, [row])
  if (!shown) throw notFound('delivery')
  return shown
}
