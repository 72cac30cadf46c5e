import type { FastifyInstance, FastifyRequest } from 'fastify'
import { listApps, listSubscriptions, subscribe, unsubscribe } from '#simulator/store/app-store.ts'
import { listNumbersOfWaba, type BusinessNumber } from '#simulator/store/number-store.ts'
import { listTemplates } from '#simulator/store/template-store.ts'
import { verifyCallback } from '#simulator/webhooks/verify-callback.ts'
import type { World } from '#simulator/world.ts'
import { authenticate } from './authenticate.ts'
import { isObject } from './content/check.ts'
import { GraphError, objectNotFound } from './graph-error.ts'
import { subjectOf } from './graph-faults.ts'
import { versioned } from './graph-paths.ts'
import { pickFields, presentNumber } from './present-account.ts'

type WabaRequest = FastifyRequest<{
  Params: { id: string }
  Querystring: { fields?: string; name?: string }
}>

export function registerWabaRoutes(graph: FastifyInstance, world: World): void {
  graph.get(`${versioned}/:id/phone_numbers`, (request: WabaRequest) => {
    const numbers = requireNumbers(world, request)
    const presented = numbers.map((number) => presentNumber(number))
    return listOf(
      presented.map((number) =>
        pickFields(number, request.query.fields, Object.keys(presented[0] ?? {})),
      ),
    )
  })

  graph.get(`${versioned}/:id/message_templates`, (request: WabaRequest) => {
    requireNumbers(world, request)
    const templates = listTemplates(world.store, request.params.id)
    const { name } = request.query
    return listOf(
      templates
        .filter((template) => name === undefined || template.name === name)
        .map((template) => ({
          id: template.templateId,
          name: template.name,
          language: template.language,
          status: template.status,
          category: template.category,
          parameter_format: template.parameterFormat,
          components: template.components,
        })),
    )
  })

  graph.get(`${versioned}/:id/subscribed_apps`, (request: WabaRequest) => {
    requireNumbers(world, request)
    return {
      data: listSubscriptions(world.store, request.params.id).map((subscription) => ({
        whatsapp_business_api_data: {
          id: subscription.appId,
          name: subscription.appId,
          link: `https://www.facebook.com/games/?app_id=${subscription.appId}`,
        },
        ...(subscription.overrideCallbackUrl === null
          ? {}
          : { override_callback_uri: subscription.overrideCallbackUrl }),
      })),
    }
  })

  graph.post(`${versioned}/:id/subscribed_apps`, async (request: WabaRequest) => {
    requireNumbers(world, request)
    const override = await readOverride(world, request.body)
    // Real tokens belong to an app; here a token says nothing about it, so the first app is meant.
    const [app] = listApps(world.store)
    if (app === undefined) throw new GraphError(100, 'The simulator knows no app yet.')
    subscribe(world.store, request.params.id, app.appId, override)
    return { success: true }
  })

  graph.delete(`${versioned}/:id/subscribed_apps`, (request: WabaRequest) => {
    requireNumbers(world, request)
    unsubscribe(world.store, request.params.id)
    return { success: true }
  })
}

function requireNumbers(world: World, request: WabaRequest): BusinessNumber[] {
  const accessToken = authenticate(world, request, subjectOf(request))
  const numbers = listNumbersOfWaba(world.store, request.params.id)
  if (!numbers.some((number) => number.accessToken === accessToken)) {
    throw objectNotFound(request.params.id)
  }
  return numbers
}

const listOf = (data: object[]) => ({
  data,
  ...(data.length === 0 ? {} : { paging: { cursors: { before: 'QVFI', after: 'QVFJ' } } }),
})

async function readOverride(world: World, body: unknown) {
  const callbackUrl = isObject(body) ? body['override_callback_uri'] : undefined
  const verifyToken = isObject(body) ? body['verify_token'] : undefined
  if (callbackUrl === undefined) return null
  if (typeof callbackUrl !== 'string' || typeof verifyToken !== 'string') {
    throw new GraphError(100, 'override_callback_uri and verify_token must be strings.')
  }
  const problem = await verifyCallback(world.webhookClient, callbackUrl, verifyToken)
  if (problem !== null) throw new GraphError(100, problem)
  return { callbackUrl, verifyToken }
}
