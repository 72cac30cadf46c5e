import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { World } from '#simulator/world.ts'
import { isObject } from './content/check.ts'
import { GraphError } from './graph-error.ts'

/**
 * What a fault's `match` is looked for in: method, edge, id and, for messages, type and recipient.
 * `POST messages 106540352242922 text 15550100123`, `POST media 106540352242922`, `GET node 1013…`.
 */
export function subjectOf(request: FastifyRequest): string {
  const { id = '' } = request.params as { id?: string }
  const edge = (request.routeOptions.url ?? '').split('/').at(-1) ?? ''
  const name = edge === ':id' ? 'node' : edge === '' ? 'download' : edge
  const body = isObject(request.body) ? request.body : {}
  const details = [body['type'] ?? body['status'], body['to'] ?? body['recipient']]
  return [request.method, name, id, ...details].filter(Boolean).join(' ')
}

/** Faults that strike before a call is looked at. */
export async function applyFaultsBefore(world: World, subject: string): Promise<void> {
  const { faults } = world
  if (faults.take('outage', subject) !== null) throw new GraphError(2)
  const delay = faults.take('delay', subject)
  if (delay !== null) await sleep(delay.ms ?? 1000)
  const failure = faults.take('error', subject)
  if (failure !== null) throw new GraphError(failure.code ?? 131000)
}

/** The call was carried out, but its answer never arrives: the connection breaks instead. */
export async function loseAnswer(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (reply.statusCode >= 400) return
  const fault = world.faults.take('lost_answer', subjectOf(request))
  if (fault === null) return
  if (fault.ms !== null) await sleep(fault.ms)
  request.raw.socket.destroy()
}
