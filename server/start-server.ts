import type { Config } from './config/config.ts'
import type { DatabaseAddress } from './database/connection.ts'
import { openDatabase } from './database/database.ts'
import { databaseKeyStore } from './database/key-store.ts'
import { ensureMessagePartitions, partitionTask } from './database/message-partitions.ts'
import { accountRoutes, authenticateRequests } from './features/accounts/accounts.ts'
import { contactRoutes } from './features/contacts/contacts.ts'
import { conversationRoutes, conversationTasks } from './features/conversations/conversations.ts'
import { liveRoutes } from './features/live/live.ts'
import { mediaRoutes, mediaTasks } from './features/media/media.ts'
import { memberRoutes } from './features/members/members.ts'
import { messageRoutes } from './features/messages/messages.ts'
import { measureRuntime, metricsRoute, operationsRoutes } from './features/operations/operations.ts'
import { keepIdempotencyKeys } from './features/idempotency/idempotency.ts'
import { laneRoutes, sendingRoutes, sendingTasks, startLanes } from './features/sending/sending.ts'
import {
  planHousekeeping,
  startDeliveries,
  webhookDeliveryTasks,
  webhookEndpointRoutes,
} from './features/webhook-delivery/webhook-delivery.ts'
import { startJournalProcessor, webhookRoutes } from './features/webhook-intake/webhook-intake.ts'
import { createHttpApp } from './http/http-app.ts'
import { healthRoutes } from './http/health-routes.ts'
import { listenFault } from './http/listen-fault.ts'
import { describeApi } from './http/openapi.ts'
import { serveWebApp } from './http/serve-web-app.ts'
import { startJobs } from './jobs/jobs.ts'
import { createGraphClient } from './meta/create-graph-client.ts'
import { measureGraphClient } from './meta/measure-graph-client.ts'
import { localBlobStore } from './platform/blobs/local-blob-store.ts'
import type { Clock } from './platform/clock.ts'
import type { Log } from './platform/log.ts'
import { createMetrics } from './platform/metrics.ts'
import { localKeyFile } from './platform/sealing/key-provider.ts'
import { createKeyring } from './platform/sealing/keyring.ts'
import { createLiveHints } from './runtime/create-live-hints.ts'
import type { Runtime } from './runtime/runtime.ts'
import { createWakeups } from './runtime/wakeups.ts'
import type { Service } from './services.ts'

export type RunningServer = {
  runtime: Runtime
  /** Where the server listens: the real port, even when any free one was asked for. */
  url: string
  close(): Promise<void>
}

export type StartServerOptions = {
  config: Config
  services: ReadonlySet<Service>
  address: DatabaseAddress
  clock: Clock
  log: Log
  /** Set when this deployment talks to the simulator instead of Meta. */
  simulatorUrl: string | null
  /** Sees every SQL statement and the role that ran it; for the statement check of the tests. */
  onStatement?: (text: string, role: 'app' | 'engine') => void
}

/** Wires the features into one process and starts the chosen services, in the order in which they need each other. */
export async function startServer(options: StartServerOptions): Promise<RunningServer> {
  const { config, log, services } = options
  await using started = new AsyncDisposableStack()
  const database = openDatabase({
    address: options.address,
    log,
    poolSize: config.databasePoolSize,
    ...(options.onStatement ? { onStatement: options.onStatement } : {}),
  })
  started.defer(() => database.close())
  await ensureMessagePartitions(options.address, new Date())
  const metrics = createMetrics()
  const graphClient = createGraphClient({
    baseUrl: options.simulatorUrl ?? config.graphUrl,
    version: config.graphVersion,
    log,
    sendConnections: config.sendConnections,
  })
  started.defer(() => graphClient.close())
  const hints = await createLiveHints({ address: options.address, log })
  started.defer(() => hints.close())
  const runtime: Runtime = {
    config,
    clock: options.clock,
    log,
    metrics,
    database,
    keyring: createKeyring(await localKeyFile(config.keyFile), databaseKeyStore(database)),
    blobs: localBlobStore(`${config.dataDir}/blobs`),
    graph: measureGraphClient(graphClient, { log, metrics }),
    hints,
    wakeups: createWakeups(),
  }
  metrics.addProcessMetrics()
  measureRuntime(runtime)
  if (services.has('jobs')) {
    const tasks = {
      ...conversationTasks(runtime),
      ...mediaTasks(runtime),
      ...sendingTasks(runtime),
      ...webhookDeliveryTasks(runtime),
      [partitionTask]: () => ensureMessagePartitions(options.address, new Date()),
    }
    const jobs = await startJobs({
      address: options.address,
      log,
      tasks,
      concurrency: 4,
      schedules: [`0 3 * * * ${partitionTask}`],
    })
    started.defer(() => jobs.close())
    await planHousekeeping(runtime, new Date())
  }
  if (services.has('sender')) {
    const lanes = startLanes(runtime)
    started.defer(() => lanes.close())
  }
  if (services.has('delivery')) {
    const deliveries = startDeliveries(runtime)
    started.defer(() => deliveries.close())
  }
  if (services.has('intake')) {
    const processor = startJournalProcessor(runtime)
    started.defer(() => processor.close())
  }
  const app = await httpApp(runtime, options)
  const url = await listen(app, config)
  started.defer(() => app.close())
  const running = started.move()
  return { runtime, url, close: () => running.disposeAsync() }
}

async function httpApp(runtime: Runtime, options: StartServerOptions) {
  const { log, clock, metrics } = runtime
  const app = createHttpApp({ log, clock, metrics })
  authenticateRequests(app, runtime)
  await app.register(async (scope) => {
    const routes = scope as typeof app
    await describeApi(routes)
    healthRoutes(routes, runtime)
    metricsRoute(routes, runtime)
    if (options.services.has('intake')) webhookRoutes(routes, runtime)
    if (options.services.has('api')) {
      keepIdempotencyKeys(routes, runtime)
      accountRoutes(routes, runtime, { simulatorUrl: options.simulatorUrl })
      contactRoutes(routes, runtime)
      conversationRoutes(routes, runtime)
      messageRoutes(routes, runtime)
      sendingRoutes(routes, runtime)
      laneRoutes(routes, runtime)
      mediaRoutes(routes, runtime)
      memberRoutes(routes, runtime)
      liveRoutes(routes, runtime)
      webhookEndpointRoutes(routes, runtime)
      operationsRoutes(routes, runtime)
    }
    if (options.services.has('web')) {
      if (options.simulatorUrl) simulatorShortcut(routes, options.simulatorUrl)
      serveWebApp(routes)
    }
  })
  return app
}

/** `/simulator` on our own port leads to the simulator's, so that nobody has to remember a second one. */
function simulatorShortcut(app: Awaited<ReturnType<typeof httpApp>>, simulatorUrl: string): void {
  app.get('/simulator', { config: { access: 'public' } }, async (_request, reply) =>
    reply.redirect(`${simulatorUrl}/simulator/`),
  )
}

async function listen(app: Awaited<ReturnType<typeof httpApp>>, config: Config): Promise<string> {
  try {
    return await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    throw listenFault(error, config)
  }
}
