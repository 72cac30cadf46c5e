import './platform/require-node.ts'
import { mkdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readConfig, type Config } from './config/config.ts'
import { openDatabaseServer } from './database/database-server.ts'
import { migrate } from './database/migrate.ts'
import { ensureFirstWorkspace } from './first-workspace.ts'
import { launchDemo } from './demo/demo.ts'
import { offsetClock } from './platform/clock.ts'
import { createLog } from './platform/log.ts'
import { StartFault } from './platform/start-fault.ts'
import { ensurePortIsFree } from './http/ensure-port-is-free.ts'
import { parseServices } from './services.ts'
import { startServer } from './start-server.ts'
import { printReady } from './print-ready.ts'
import { buildWeb } from './web-build/build-web.ts'

const usage = `Usage: npm start -- [options]
  --services=api,intake,sender,delivery,jobs,web   what this process does (default: all)
  --print-json                            print one line of JSON when ready
  --help                                  print this
Settings come from the environment: see docs/reference/configuration.md.
`

/** @throws StartFault for an option that does not exist. */
function readOptions() {
  try {
    return parseArgs({
      options: {
        services: { type: 'string' },
        'print-json': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new StartFault(`${(error as Error).message.split('. ')[0]}; see npm start -- --help.`)
  }
}

async function main(): Promise<void> {
  const values = readOptions()
  if (values.help) {
    process.stdout.write(usage)
    return
  }
  const startedAt = performance.now()
  const config = readConfig(process.env)
  const services = parseServices(values.services)
  if (!config.metaApp && !services.has('intake'))
    throw new StartFault(
      'Without META_APP_ID the demo runs, and its simulator posts webhooks to this process: --services must name intake.',
    )
  const log = createLog(config.logLevel)
  await ensureDataDir(config)
  await ensurePortIsFree(config)

  // Disposed in reverse: server, demo, simulator, and the database last.
  const running = new AsyncDisposableStack()
  stopOnSignal(running)
  try {
    // The pages are built beside everything else; a failure is reported where it is waited for.
    const pages = services.has('web') ? buildWeb() : Promise.resolve()
    pages.catch(() => {})
    const databaseServer = await openDatabaseServer(config)
    running.defer(() => databaseServer.close())
    await migrate(databaseServer.address)
    const clock = offsetClock()
    const demo = config.metaApp ? null : await launchDemo({ config, log })
    if (demo) running.defer(() => demo.close())
    const server = await startServer({
      config,
      services,
      address: databaseServer.address,
      clock,
      log,
      simulatorUrl: demo?.simulatorUrl ?? null,
    })
    running.defer(() => server.close())
    await ensureFirstWorkspace(server.runtime, config)
    const facts = demo ? await demo.connect(server, clock) : null
    await pages
    printReady({
      url: config.publicUrl,
      facts,
      isJson: values['print-json'],
      startMs: performance.now() - startedAt,
    })
  } catch (error) {
    await running.disposeAsync()
    throw error
  }
}

async function ensureDataDir(config: Config): Promise<void> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o711 }).catch((error: Error) => {
    throw new StartFault(`DATA_DIR ${config.dataDir} cannot be written: ${error.message}`)
  })
}

/** A terminal and its programs may both send a signal for one Ctrl-C: only a later one means impatience. */
const impatienceMs = 1_000

/** First signal: stop in order. A later one: give up waiting. */
function stopOnSignal(running: AsyncDisposableStack): void {
  let stoppingSinceMs: number | null = null
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (stoppingSinceMs !== null) {
        if (performance.now() - stoppingSinceMs > impatienceMs) process.exit(1)
        return
      }
      stoppingSinceMs = performance.now()
      void running.disposeAsync().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
}

main().catch((error: unknown) => {
  const isFault = error instanceof StartFault
  process.stderr.write(
    isFault ? `Keepword cannot start. ${error.message}\n` : `${String((error as Error).stack)}\n`,
  )
  process.exit(1)
})
