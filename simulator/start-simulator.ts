import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastify, { type FastifyInstance, type LogLevel } from 'fastify'
import { apiRoutes } from './api/api-routes.ts'
import { openClock } from './clock/clock.ts'
import { createEventHub } from './events/event-hub.ts'
import { openFaults } from './faults/faults.ts'
import { GraphError, toErrorBody } from './graph/graph-error.ts'
import { graphRoutes } from './graph/graph-routes.ts'
import { createRateLimits } from './graph/rate-limits.ts'
import { openMediaFiles } from './media/media-files.ts'
import { confirmReceipt } from './messages/confirm-receipt.ts'
import { resumeProgress } from './messages/progress-message.ts'
import { createTypingIndicators } from './messages/typing-indicators.ts'
import { phonePage } from './page/phone-page.ts'
import { openSettings, type Settings } from './settings.ts'
import { openStore, StoreUnavailable } from './store/open-store.ts'
import { createTimers } from './timers.ts'
import { createWebhookClient } from './webhooks/post-webhook.ts'
import { createWebhookQueue } from './webhooks/webhook-queue.ts'
import type { World } from './world.ts'

export type SimulatorOptions = {
  /** 0 chooses a free one. */
  port: number
  host?: string
  /** Null keeps everything in memory and a temporary folder, gone after closing. */
  dataDir: string | null
  logLevel?: LogLevel | 'silent'
  windowClosedAnswer?: Settings['windowClosedAnswer']
  /** Both delays at once, for tests that want them to be 0. */
  statusDelayMs?: number
  /** Address under which others reach the simulator, when it is not the one it listens on. */
  publicUrl?: string
  /** Folder of the built phone page. */
  pageFolder?: string
}

export type Simulator = AsyncDisposable & { readonly url: string; close(): Promise<void> }

const builtPage = fileURLToPath(new URL('./phone/dist/', import.meta.url))

/**
 * Starts the stand-in for Meta's platform.
 * @throws StoreUnavailable when the data folder cannot be used; EADDRINUSE when the port is taken.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { dataDir, host = '127.0.0.1', logLevel = 'warn' } = options
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'keepword-simulator-')))
  const server = fastify({
    logger: logLevel === 'silent' ? false : { level: logLevel, stream: process.stderr },
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 512 },
  })
  const world = await openWorld(server, folder, options)
  server.addHook('onClose', () => closeWorld(world, dataDir === null ? folder : null))

  await server.register(async (scope) => graphRoutes(scope, world))
  await server.register(async (scope) => apiRoutes(scope, world), { prefix: '/simulator/api' })
  await phonePage(server, options.pageFolder ?? builtPage)
  setNotFound(server)

  try {
    await server.listen({ port: options.port, host })
  } catch (error) {
    await server.close()
    throw error
  }
  const { port } = server.server.address() as AddressInfo
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  world.publicUrl = options.publicUrl ?? url
  world.webhooks.wakeAll()
  resumeProgress(world)
  const close = async () => {
    await server.close()
  }
  return { url, close, [Symbol.asyncDispose]: close }
}

async function openWorld(
  server: FastifyInstance,
  folder: string,
  { dataDir, windowClosedAnswer = 'refuse', statusDelayMs }: SimulatorOptions,
): Promise<World> {
  await mkdir(folder, { recursive: true }).catch((error: Error) => {
    throw new StoreUnavailable(`Cannot use the data folder ${folder}: ${error.message}.`)
  })
  const store = openStore(dataDir === null ? ':memory:' : join(folder, 'simulator.sqlite'))
  const clock = openClock(store)
  const events = createEventHub()
  const faults = openFaults(store)
  const webhookClient = createWebhookClient()
  const world: World = {
    store,
    clock,
    settings: openSettings(store, {
      windowClosedAnswer,
      sentDelayMs: statusDelayMs ?? 20,
      deliveredDelayMs: statusDelayMs ?? 150,
    }),
    events,
    faults,
    limits: createRateLimits(clock),
    files: await openMediaFiles(join(folder, 'media'), store, clock),
    timers: createTimers(),
    typing: createTypingIndicators(clock, events),
    webhookClient,
    webhooks: createWebhookQueue({
      store,
      faults,
      client: webhookClient,
      log: server.log,
      onDelivered: ({ wamid }) => {
        if (wamid !== null) confirmReceipt(world, wamid)
      },
    }),
    log: server.log,
    publicUrl: '',
  }
  clock.onJump((offsetMs) => events.publish({ event: 'clock', offsetMs, now: clock.now() }))
  return world
}

async function closeWorld(world: World, temporaryFolder: string | null): Promise<void> {
  world.timers.close()
  world.typing.close()
  await world.webhooks.close()
  world.store.close()
  if (temporaryFolder !== null) await rm(temporaryFolder, { recursive: true, force: true })
}

/** Unknown Graph paths are refused in Meta's shape, all others in plain words. */
function setNotFound(server: FastifyInstance): void {
  server.setNotFoundHandler((request, reply) => {
    if (!/^\/v\d+\.\d+\//.test(request.url)) {
      return reply
        .code(404)
        .type('application/problem+json')
        .send({
          type: 'about:blank',
          status: 404,
          code: 'not_found',
          detail: `There is nothing at ${request.method} ${request.url.split('?')[0]}.`,
        })
    }
    const error = new GraphError(2500, 'The simulator does not serve this path.', {
      message: '(#2500) Unknown path components',
      httpStatus: 400,
    })
    return reply.code(error.httpStatus).send(toErrorBody(error))
  })
}
