import type { FastifyRequest } from 'fastify'
import { tokenExists } from '#simulator/store/number-store.ts'
import type { World } from '#simulator/world.ts'
import { GraphError } from './graph-error.ts'

/**
 * The access token of a Graph call, as Bearer header or `access_token` in the query.
 * @throws GraphError 200 without a token, 190 with one nobody was given or a revoked one.
 */
export function authenticate(world: World, request: FastifyRequest, subject: string): string {
  const header = request.headers.authorization ?? ''
  const query = request.query as { access_token?: string }
  const token = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(header)?.[1] ?? query.access_token
  if (token === undefined || token === '') throw new GraphError(200)
  if (world.faults.take('revoke_token', subject) !== null) {
    throw new GraphError(190, 'The session has been invalidated: the permission was taken back.', {
      subcode: 460,
    })
  }
  if (!tokenExists(world.store, token)) throw new GraphError(190)
  return token
}
