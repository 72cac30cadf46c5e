import { z } from 'zod'
import { pageOf, PageQuery } from '#shared/contracts/page.ts'
import {
  NewWebhookEndpoint,
  WebhookEndpoint,
  WebhookEndpointChange,
  WebhookEndpointWithSecret,
  WebhookSecretRotation,
  WebhookTestResult,
} from '#shared/contracts/webhook-endpoint.ts'
import type { TenantTx } from '../../database/database.ts'
import { cursorOf, pageFrom } from '../../http/cursor.ts'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import { notFound, PathId, pathId } from '../../http/path-id.ts'
import { createGuardedFetch } from '../../platform/guarded-fetch/guarded-fetch.ts'
import type { TenantId, WebhookEndpointId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import {
  addEndpoint,
  changeEndpoint,
  enableEndpoint,
  removeEndpoint,
  rotateSecret,
  stopEndpoint,
} from './change-endpoint.ts'
import { checkUrl } from './check-endpoint.ts'
import { deliveryRoutes } from './delivery-routes.ts'
import { endpointPage, findEndpoint, type EndpointRow } from './endpoint-store.ts'
import { presentEndpoints } from './present-endpoint.ts'
import { testEndpoint } from './test-endpoint.ts'

const Position = z.tuple([z.uuid()])
const access = 'webhooks.manage'

export function webhookEndpointRoutes(app: HttpApp, runtime: Runtime): void {
  const { clock, config, database, keyring, wakeups } = runtime
  const fetch = createGuardedFetch({ allowPrivate: config.webhookPrivateTargets })
  app.addHook('onClose', () => fetch.close())
  deliveryRoutes(app, runtime)

  /** Does something with the endpoint of a path and shows it as it is then. */
  const withEndpoint = async <T>(
    tenantId: TenantId,
    id: string,
    work: (tx: TenantTx, sealer: Sealer, endpoint: EndpointRow) => Promise<T>,
  ) => {
    const sealer = await keyring.forTenant(tenantId)
    return database.inTenant(tenantId, async (tx) => {
      const endpoint = await wantedEndpoint(tx, id)
      const result = await work(tx, sealer, endpoint)
      return { endpoint: await shownEndpoint(tx, sealer, endpoint.id, clock.now()), result }
    })
  }

  app.get(
    '/v1/webhook-endpoints',
    {
      config: { access },
      schema: { querystring: PageQuery, response: { 200: pageOf(WebhookEndpoint) } },
    },
    async (request) => {
      const { tenantId } = callerOf(request)
      const { limit, cursor } = request.query
      const after = cursorOf(Position, cursor)?.[0] ?? null
      const sealer = await keyring.forTenant(tenantId)
      return database.inTenant(tenantId, async (tx) => {
        const rows = await endpointPage(tx, { after, limit: limit + 1 })
        const page = pageFrom(rows, limit, (row) => [row.id])
        return { ...page, data: await presentEndpoints(tx, sealer, page.data, clock.now()) }
      })
    },
  )

  app.post(
    '/v1/webhook-endpoints',
    {
      config: { access },
      schema: { body: NewWebhookEndpoint, response: { 201: WebhookEndpointWithSecret } },
    },
    async (request, reply) => {
      const { tenantId } = callerOf(request)
      await checkUrl(fetch, request.body.url)
      const sealer = await keyring.forTenant(tenantId)
      const made = await database.inTenant(tenantId, async (tx) => {
        const { id, secret } = await addEndpoint(tx, sealer, request.body, clock.now())
        return { ...(await shownEndpoint(tx, sealer, id, clock.now())), secret }
      })
      return reply.status(201).send(made)
    },
  )

  app.get(
    '/v1/webhook-endpoints/:id',
    { config: { access }, schema: { params: PathId, response: { 200: WebhookEndpoint } } },
    async (request) => {
      const { tenantId } = callerOf(request)
      return (await withEndpoint(tenantId, request.params.id, async () => {})).endpoint
    },
  )

  app.patch(
    '/v1/webhook-endpoints/:id',
    {
      config: { access },
      schema: { params: PathId, body: WebhookEndpointChange, response: { 200: WebhookEndpoint } },
    },
    async (request) => {
      const { tenantId } = callerOf(request)
      const { body } = request
      if (body.url !== undefined) await checkUrl(fetch, body.url)
      const { endpoint } = await withEndpoint(tenantId, request.params.id, (tx, sealer, known) =>
        changeEndpoint(tx, sealer, known, body, clock.now()),
      )
      return endpoint
    },
  )

  app.delete(
    '/v1/webhook-endpoints/:id',
    { config: { access }, schema: { params: PathId, response: { 204: z.null() } } },
    async (request, reply) => {
      const { tenantId } = callerOf(request)
      await database.inTenant(tenantId, async (tx) =>
        removeEndpoint(tx, (await wantedEndpoint(tx, request.params.id)).id),
      )
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/v1/webhook-endpoints/:id/enable',
    { config: { access }, schema: { params: PathId, response: { 200: WebhookEndpoint } } },
    async (request) => {
      const { tenantId } = callerOf(request)
      const { endpoint } = await withEndpoint(tenantId, request.params.id, (tx, _sealer, { id }) =>
        enableEndpoint(tx, id, clock.now()),
      )
      wakeups.wake('delivery', tenantId)
      return endpoint
    },
  )

  app.post(
    '/v1/webhook-endpoints/:id/disable',
    { config: { access }, schema: { params: PathId, response: { 200: WebhookEndpoint } } },
    async (request) => {
      const { tenantId } = callerOf(request)
      const { endpoint } = await withEndpoint(tenantId, request.params.id, (tx, _sealer, { id }) =>
        stopEndpoint(tx, id, clock.now()),
      )
      return endpoint
    },
  )

  app.post(
    '/v1/webhook-endpoints/:id/rotate-secret',
    {
      config: { access },
      schema: {
        params: PathId,
        body: WebhookSecretRotation,
        response: { 200: WebhookEndpointWithSecret },
      },
    },
    async (request) => {
      const { tenantId } = callerOf(request)
      const { endpoint, result: secret } = await withEndpoint(
        tenantId,
        request.params.id,
        (tx, sealer, known) => rotateSecret(tx, sealer, known, request.body, clock.now()),
      )
      return { ...endpoint, secret }
    },
  )

  app.post(
    '/v1/webhook-endpoints/:id/test',
    { config: { access }, schema: { params: PathId, response: { 200: WebhookTestResult } } },
    async (request) => {
      const { tenantId } = callerOf(request)
      const endpoint = await database.inTenant(tenantId, (tx) =>
        wantedEndpoint(tx, request.params.id),
      )
      return testEndpoint(runtime, fetch, tenantId, endpoint)
    },
  )
}

/** The endpoint of a path. @throws not_found */
async function wantedEndpoint(tx: TenantTx, id: string): Promise<EndpointRow> {
  const row = await findEndpoint(tx, pathId<WebhookEndpointId>(id, 'webhook endpoint'))
  if (!row) throw notFound('webhook endpoint')
  return row
}

async function shownEndpoint(
  tx: TenantTx,
  sealer: Sealer,
  id: WebhookEndpointId,
  now: Date,
): Promise<WebhookEndpoint> {
  const row = await findEndpoint(tx, id)
  const [shown] = row ? await presentEndpoints(tx, sealer, [row], now) : []
  if (!shown) throw notFound('webhook endpoint')
  return shown
}
