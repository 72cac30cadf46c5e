import { z } from 'zod'
import type { World } from '#simulator/world.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'

const yearMs = 366 * 24 * 3_600_000

const presentClock = ({ clock }: World) => ({ now: clock.now(), offsetMs: clock.offsetMs() })

export const clockRoutes = (world: World): ApiRoute[] => [
  apiRoute({
    method: 'GET',
    path: '/clock',
    summary: "The simulator's time and how far it is ahead.",
    handle: () => presentClock(world),
  }),
  apiRoute({
    method: 'POST',
    path: '/clock',
    summary: 'Moves the clock forward, or back to real time.',
    body: z.union([
      z.strictObject({ advanceMs: z.int().min(1).max(yearMs) }),
      z.strictObject({ reset: z.literal(true) }),
    ]),
    handle: ({ body }) => {
      if ('advanceMs' in body) world.clock.advance(body.advanceMs)
      else world.clock.reset()
      return presentClock(world)
    },
  }),
]
