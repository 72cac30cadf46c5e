import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findNumber, listNumbersOfWaba, saveNumber } from '#simulator/store/number-store.ts'
import type { World } from '#simulator/world.ts'
import { authenticate } from './authenticate.ts'
import { objectNotFound } from './graph-error.ts'
import { subjectOf } from './graph-faults.ts'
import { versioned } from './graph-paths.ts'
import { presentMedia, requireMedia } from './media-routes.ts'
import { pickFields, presentNumber, presentWaba } from './present-account.ts'

type NodeRequest = FastifyRequest<{
  Params: { id: string }
  Querystring: { fields?: string; phone_number_id?: string }
}>

/** `GET /{id}` serves whatever the id belongs to, as the Graph does. */
export function registerNodeRoutes(graph: FastifyInstance, world: World): void {
  graph.get(`${versioned}/:id`, (request: NodeRequest) => {
    const accessToken = authenticate(world, request, subjectOf(request))
    const { id } = request.params
    const { fields, phone_number_id: phoneNumberId } = request.query
    const number = findNumber(world.store, id)
    if (number !== undefined) {
      if (number.accessToken !== accessToken) throw objectNotFound(id)
      return pickFields(presentNumber(number), fields, defaultNumberFields)
    }
    const [first] = listNumbersOfWaba(world.store, id)
    if (first !== undefined) {
      if (first.accessToken !== accessToken) throw objectNotFound(id)
      return pickFields(presentWaba(first), fields, defaultWabaFields)
    }
    return presentMedia(world, requireMedia(world, id, { accessToken, phoneNumberId }))
  })

  graph.delete(`${versioned}/:id`, async (request: NodeRequest) => {
    const accessToken = authenticate(world, request, subjectOf(request))
    const phoneNumberId = request.query.phone_number_id
    const media = requireMedia(world, request.params.id, { accessToken, phoneNumberId })
    await world.files.remove(media)
    return { success: true }
  })

  for (const [edge, isRegistered] of [
    ['register', true],
    ['deregister', false],
  ] as const) {
    graph.post(`${versioned}/:id/${edge}`, (request: NodeRequest) => {
      const accessToken = authenticate(world, request, subjectOf(request))
      const number = findNumber(world.store, request.params.id)
      if (number?.accessToken !== accessToken) throw objectNotFound(request.params.id, 'post')
      saveNumber(world.store, { ...number, isRegistered })
      return { success: true }
    })
  }
}

const defaultNumberFields = [
  'verified_name',
  'code_verification_status',
  'display_phone_number',
  'quality_rating',
  'platform_type',
  'throughput',
  'last_onboarded_time',
]
const defaultWabaFields = ['name', 'currency', 'timezone_id', 'message_template_namespace']
