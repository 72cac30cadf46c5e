import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { findApp, listApps } from '#simulator/store/app-store.ts'
import { hasAcceptedMessages } from '#simulator/store/message-store.ts'
import { countPending, listWebhooks } from '#simulator/store/webhook-store.ts'
import { toMetaJson } from '#simulator/webhooks/meta-json.ts'
import { signBody } from '#simulator/webhooks/signature.ts'
import type { World } from '#simulator/world.ts'
import { ApiProblem } from './api-problem.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'

const quietCheckMs = 5

export const webhookRoutes = (world: World): ApiRoute[] => [
  apiRoute({
    method: 'POST',
    path: '/webhooks',
    summary: 'Posts any body to the callback, past the queue, and tells what it answered.',
    bodyLimitBytes: 16 * 1024 * 1024,
    body: z.strictObject({
      body: z.union([z.string(), z.looseObject({})]),
      signature: z.enum(['valid', 'invalid', 'missing']).default('valid'),
      repeat: z.int().min(1).max(1000).default(1),
      appId: z.string().optional(),
    }),
    handle: async ({ body: { body, signature, repeat, appId } }) => {
      const app = appId === undefined ? listApps(world.store)[0] : findApp(world.store, appId)
      if (app === undefined || app.callbackUrl === null) {
        throw new ApiProblem(409, 'no_callback', 'There is no app with a callback.')
      }
      const { appSecret, callbackUrl } = app
      const text = typeof body === 'string' ? body : toMetaJson(body)
      const signatures = {
        valid: signBody(text, appSecret),
        invalid: signBody(text, `${appSecret}, but another`),
        missing: null,
      }
      const answers: { status: number | null; error?: string }[] = []
      for (let count = 0; count < repeat; count += 1) {
        answers.push(
          await world.webhookClient
            .post(callbackUrl, text, signatures[signature])
            .catch((error: Error) => ({ status: null, error: error.message })),
        )
      }
      return { status: answers.at(-1)?.status ?? null, answers }
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/webhooks',
    summary: 'The queue and the log of deliveries, newest first.',
    query: z.object({
      state: z.enum(['pending', 'delivered']).optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
    handle: ({ query }) => listWebhooks(world.store, query.state ?? null, query.limit),
  }),
  apiRoute({
    method: 'POST',
    path: '/webhooks/flush',
    summary: 'Tries everything pending at once and waits until nothing is left or time is up.',
    query: z.object({ timeoutMs: z.coerce.number().int().min(0).max(60_000).default(10_000) }),
    handle: async ({ query }) => {
      const endsAtMs = Date.now() + query.timeoutMs
      world.webhooks.wakeAll()
      // Looked at in steps: a message may be between two statuses, where nothing is queued.
      while (!isQuiet(world) && Date.now() < endsAtMs) await sleep(quietCheckMs)
      return { pending: countPending(world.store), quiet: isQuiet(world) }
    },
  }),
]

const isQuiet = (world: World): boolean =>
  world.timers.pendingCount() === 0 &&
  countPending(world.store) === 0 &&
  !hasAcceptedMessages(world.store)
