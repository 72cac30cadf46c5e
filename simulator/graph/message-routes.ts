import type { FastifyInstance } from 'fastify'
import type { World } from '#simulator/world.ts'
import { authenticate } from './authenticate.ts'
import { isObject } from './content/check.ts'
import { GraphError } from './graph-error.ts'
import { subjectOf } from './graph-faults.ts'
import { versioned } from './graph-paths.ts'
import { markAsRead } from './mark-as-read.ts'
import { sendMessage } from './send-message.ts'

export function registerMessageRoutes(graph: FastifyInstance, world: World): void {
  graph.post<{ Params: { id: string } }>(`${versioned}/:id/messages`, (request) => {
    const accessToken = authenticate(world, request, subjectOf(request))
    const body = request.body
    if (!isObject(body)) throw new GraphError(100, 'The body must be a JSON object.')
    if (body['messaging_product'] !== 'whatsapp') {
      throw new GraphError(100, 'messaging_product must be whatsapp.')
    }
    const send = { phoneNumberId: request.params.id, accessToken, body }
    return body['status'] === undefined ? sendMessage(world, send) : markAsRead(world, send)
  })
}
