import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { connectOnce } from '#server/database/connection.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#server/database/embedded-postgres.ts'
import { migrate } from '#server/database/migrate.ts'
import { freePort } from './start-product.ts'

const program = join(import.meta.dirname, '../server/main.ts')
const databaseName = 'keepword'

/** The Meta app that all processes of a deployment know. */
export const deploymentApp = {
  appId: '700000000000009',
  appSecret: 'deployment_app_secret',
  verifyToken: 'deployment_verify_token',
}

export type ServerProcess = {
  url: string
  pid: number
  isRunning(): boolean
  kill(): Promise<void>
  /** Stops as an operator does, with SIGTERM. */
  stop(): Promise<void>
  /** `signal`: we killed or stopped it. */
  ended: Promise<'signal' | 'by itself'>
}

export type Deployment = {
  address: { socketDir: string; user: string; database: string }
  dataDir: string
  /** Environment of the server processes; the bench and the chaos read the key file with it. */
  environment: NodeJS.ProcessEnv
  startServer(options: {
    services: string
    port?: number
    environment?: NodeJS.ProcessEnv
  }): Promise<ServerProcess>
  /** Ends the whole database server at once, as a power cut would; it does not come back by itself. */
  killPostgres(): Promise<void>
  startPostgres(): Promise<void>
} & AsyncDisposable

/**
 * Keepword as an operator runs it: one PostgreSQL server with the product's own settings, and processes of
 * `server/main.ts` that share it. Everything is in one temporary folder and on loopback.
 * @param graphUrl  who plays Meta.
 */
export async function createDeployment(options: { graphUrl: string }): Promise<Deployment> {
  const dataDir = await mkdtemp(join(tmpdir(), 'keepword-deployment-'))
  await chmod(dataDir, 0o711)
  let postgres: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir })
  const { socketDir, user } = postgres
  const address = { socketDir, user, database: databaseName }
  const admin = await connectOnce({ ...address, database: 'postgres' }, null)
  await admin.query(`create database ${databaseName}`)
  await admin.end()
  await migrate(address)
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    TMPDIR: tmpdir(),
    DATA_DIR: dataDir,
    DATABASE_URL: `postgres://${user}@localhost/${databaseName}?host=${encodeURIComponent(socketDir)}`,
    LOG_LEVEL: 'warn',
    META_APP_ID: deploymentApp.appId,
    META_APP_SECRET: deploymentApp.appSecret,
    META_VERIFY_TOKEN: deploymentApp.verifyToken,
    META_GRAPH_URL: options.graphUrl,
  }
  const children = new Set<ChildProcess>()
  /** When we end in the middle, by Ctrl-C or a fault, PostgreSQL would go on by itself. */
  const endAll = (): void => {
    for (const child of children) child.kill('SIGKILL')
    killIfRunning(postmasterPid(dataDir), 'SIGQUIT')
    // It still closes its files for a moment.
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
  process.once('exit', endAll)
  return {
    address,
    dataDir,
    environment,
    startServer: async ({ services, port, environment: extra }) => {
      const { child, ready } = launch({
        services,
        environment: { ...environment, ...extra, PORT: String(port ?? (await freePort())) },
        logPath: join(dataDir, 'server.log'),
      })
      children.add(child)
      child.once('exit', () => children.delete(child))
      return ready
    },
    killPostgres: async () => {
      killIfRunning(postmasterPid(dataDir), 'SIGKILL')
    },
    startPostgres: async () => {
      postgres = await startEmbeddedPostgres({ dataDir })
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...children].map(endChild))
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
      process.off('exit', endAll)
    },
  }
}

/** Read when it is needed: after a kill another process serves the same folder. */
function postmasterPid(dataDir: string): number | null {
  try {
    const text = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')
    return Number(text.split('\n')[0]) || null
  } catch {
    return null
  }
}

function killIfRunning(pid: number | null, signal: 'SIGKILL' | 'SIGQUIT'): void {
  try {
    if (pid !== null) process.kill(pid, signal)
  } catch {
    // It has ended already.
  }
}

const endChild = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })

/**
 * Starts one process.
 * @returns `ready`: after its line of JSON; rejects with the end of its log when it ends before.
 */
function launch(options: { services: string; environment: NodeJS.ProcessEnv; logPath: string }): {
  child: ChildProcess
  ready: Promise<ServerProcess>
} {
  const log = openSync(options.logPath, 'a')
  const child = spawn(
    process.execPath,
    [program, '--print-json', `--services=${options.services}`],
    { env: options.environment, stdio: ['ignore', 'pipe', log] },
  )
  closeSync(log)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const { stdout } = child
  if (!stdout) throw new Error('the server has no output to read')
  const ready = new Promise<ServerProcess>((resolve, reject) => {
    child.once('error', reject)
    void ended.then(async () => {
      const text = await readFile(options.logPath, 'utf8').catch(() => '')
      reject(new Error(`the server ended before it was ready: ${text.slice(-2_000)}`))
    })
    createInterface({ input: stdout }).once('line', (line) => {
      const { url } = JSON.parse(line) as { url: string }
      resolve(processOf(child, url, ended))
    })
  })
  return { child, ready }
}

function processOf(child: ChildProcess, url: string, exited: Promise<void>): ServerProcess {
  let isSignalled = false
  const signal = async (name: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    isSignalled = true
    child.kill(name)
    await exited
  }
  return {
    url,
    pid: child.pid ?? 0,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: () => signal('SIGKILL'),
    stop: () => signal('SIGTERM'),
    ended: exited.then(() => (isSignalled ? 'signal' : 'by itself')),
  }
}
