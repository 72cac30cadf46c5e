import { z } from 'zod'
import { faultKinds } from '#simulator/faults/fault.ts'
import type { World } from '#simulator/world.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'

export const faultRoutes = (world: World): ApiRoute[] => [
  apiRoute({
    method: 'GET',
    path: '/faults',
    summary: 'The faults that are armed.',
    handle: () => world.faults.list(),
  }),
  apiRoute({
    method: 'POST',
    path: '/faults',
    summary: 'Arms a fault.',
    body: z.strictObject({
      kind: z.enum(faultKinds),
      times: z.int().min(1).nullable().optional(),
      ms: z.int().min(0).max(3_600_000).optional(),
      code: z.int().min(0).optional(),
      match: z.string().min(1).optional(),
    }),
    handle: ({ body, reply }) => {
      void reply.code(201)
      return world.faults.arm(body)
    },
  }),
  apiRoute({
    method: 'DELETE',
    path: '/faults',
    summary: 'Ends all faults; held webhooks leave.',
    handle: ({ reply }) => {
      world.faults.clear()
      return reply.code(204).send()
    },
  }),
]
