import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { rules } from '#simulator/rules.ts'
import type { World } from '#simulator/world.ts'
import { ApiProblem, toProblem } from './api-problem.ts'
import { registerApiRoute } from './api-route.ts'
import { chatRoutes } from './chat-routes.ts'
import { clockRoutes } from './clock-routes.ts'
import { faultRoutes } from './fault-routes.ts'
import { importRoutes } from './import-routes.ts'
import { mediaRoutes } from './media-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { openApiDocument } from './openapi-document.ts'
import { peopleRoutes } from './people-routes.ts'
import { platformRoutes } from './platform-routes.ts'
import { refuseForeignOrigin } from './refuse-foreign-origin.ts'
import { streamRoutes } from './stream-routes.ts'
import { webhookRoutes } from './webhook-routes.ts'

/** The simulator's own API, for its phone page, for tests and for curious people. No sign-in. */
export async function apiRoutes(api: FastifyInstance, world: World): Promise<void> {
  api.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const problem = toApiProblem(error)
    if (problem.status >= 500) request.log.error({ error }, 'a call of the simulator API failed')
    return reply.code(problem.status).type('application/problem+json').send(toProblem(problem))
  })
  api.addHook('onRequest', refuseForeignOrigin)
  await api.register(multipart, {
    limits: { fileSize: rules.documentMaxBytes.value + 1, files: 1 },
  })

  const routes = [
    ...platformRoutes(world),
    ...peopleRoutes(world),
    ...chatRoutes(world),
    ...messageRoutes(world),
    ...mediaRoutes(world),
    ...webhookRoutes(world),
    ...clockRoutes(world),
    ...faultRoutes(world),
    ...importRoutes(world),
    ...streamRoutes(world),
  ]
  for (const route of routes) registerApiRoute(api, route)
  api.get('/openapi.json', () => openApiDocument(routes))
}

function toApiProblem(error: Error & { statusCode?: number }): ApiProblem {
  if (error instanceof ApiProblem) return error
  const status = error.statusCode ?? 500
  return status < 500
    ? new ApiProblem(status, 'invalid', error.message)
    : new ApiProblem(500, 'internal', 'The simulator failed; its log says why.')
}
