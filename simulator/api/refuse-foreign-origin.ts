import type { FastifyRequest } from 'fastify'
import { ApiProblem } from './api-problem.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** There is no sign-in, so a page of another site that the browser has open must be kept out. */
export async function refuseForeignOrigin(request: FastifyRequest): Promise<void> {
  const { origin } = request.headers
  if (origin === undefined) return
  const url = URL.parse(origin)
  const isOurs = url !== null && (loopback.has(url.hostname) || url.host === request.host)
  if (!isOurs) {
    throw new ApiProblem(403, 'foreign_origin', 'Pages of other sites may not use the simulator.')
  }
}
