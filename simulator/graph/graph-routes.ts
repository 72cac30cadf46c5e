import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { rules } from '#simulator/rules.ts'
import type { World } from '#simulator/world.ts'
import { GraphError, toErrorBody } from './graph-error.ts'
import { applyFaultsBefore, loseAnswer, subjectOf } from './graph-faults.ts'
import { registerMediaRoutes } from './media-routes.ts'
import { registerMessageRoutes } from './message-routes.ts'
import { registerNodeRoutes } from './node-routes.ts'
import { registerWabaRoutes } from './waba-routes.ts'

/** What the server under test calls: Meta's Graph API, as far as the simulator plays it. */
export async function graphRoutes(graph: FastifyInstance, world: World): Promise<void> {
  graph.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const refusal = toGraphError(error)
    if (refusal.code === 1) request.log.error({ error }, 'a Graph call failed in the simulator')
    return reply.code(refusal.httpStatus).send(toErrorBody(refusal))
  })
  graph.removeContentTypeParser('application/json')
  graph.addContentTypeParser('application/json', { parseAs: 'string' }, (_, text, done) => {
    try {
      done(null, text === '' ? {} : JSON.parse(String(text)))
    } catch {
      done(new GraphError(100, 'The body is not valid JSON.'))
    }
  })
  await graph.register(multipart, { limits: { fileSize: rules.documentMaxBytes.value + 1 } })
  graph.addHook('preHandler', (request) => applyFaultsBefore(world, subjectOf(request)))
  graph.addHook('onSend', (request, reply) => loseAnswer(world, request, reply))

  registerMessageRoutes(graph, world)
  registerMediaRoutes(graph, world)
  registerWabaRoutes(graph, world)
  registerNodeRoutes(graph, world)
}

function toGraphError(error: Error & { statusCode?: number }): GraphError {
  if (error instanceof GraphError) return error
  // Fastify's own refusals: too large, wrong content type, broken multipart.
  if ((error.statusCode ?? 500) < 500) return new GraphError(100, error.message)
  return new GraphError(1, undefined, { httpStatus: 500 })
}
