import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The line of `npm start -- --print-json`. */
export type ProductFacts = {
  url: string
  simulatorUrl: string
  email: string
  password: string
  apiKey: string
  phoneNumberId: string
  wabaId: string
  appSecret: string
  verifyToken: string
  webhookUrl: string
}

export type Product = {
  facts: ProductFacts
  /** Time from the start of the process to its line of JSON. */
  startMs: number
  pid: number
  dataDir: string
  /** Ends the process without a chance to clean up; its PostgreSQL stays, as after a real kill. */
  kill(): Promise<void>
  /** Starts again on the same data, on the same port. */
  restart(): Promise<void>
  /** Stops as Ctrl-C does. @returns the exit code. */
  stop(): Promise<number | null>
} & AsyncDisposable

export type ProductOptions = { environment?: NodeJS.ProcessEnv }

const program = join(import.meta.dirname, '../server/main.ts')

/** Starts the product as people do, `node server/main.ts`, on a free port and an empty data folder. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'keepword-product-'))
  const port = await freePort()
  const environment = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    ...options.environment,
  }
  let running = await launch(environment)
  const product: Product = {
    ...running,
    dataDir,
    kill: async () => {
      running.child.kill('SIGKILL')
      await running.ended
    },
    restart: async () => {
      running = await launch(environment)
      Object.assign(product, { facts: running.facts, startMs: running.startMs, pid: running.pid })
    },
    stop: async () => {
      running.child.kill('SIGTERM')
      return running.ended
    },
    [Symbol.asyncDispose]: async () => {
      if (running.child.exitCode === null && running.child.signalCode === null) await product.stop()
      else await stopLeftPostgres(environment)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return product
}

type Launched = {
  child: ChildProcess
  ended: Promise<number | null>
  facts: ProductFacts
  startMs: number
  pid: number
}

function launch(environment: NodeJS.ProcessEnv): Promise<Launched> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [program, '--print-json'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return new Promise((resolve, reject) => {
    void ended.then((code) => reject(new Error(`the product ended with ${code}: ${complaint}`)))
    createInterface({ input: child.stdout }).once('line', (line) => {
      const facts = JSON.parse(line) as ProductFacts
      const startMs = performance.now() - startedAt
      resolve({ child, ended, facts, startMs, pid: child.pid ?? 0 })
    })
  })
}

/** After a kill PostgreSQL goes on by itself; starting and stopping once more ends it the proper way. */
async function stopLeftPostgres(environment: NodeJS.ProcessEnv): Promise<void> {
  const again = await launch(environment)
  again.child.kill('SIGTERM')
  await again.ended
}

/** Runs the product where it is expected to refuse to start. */
export async function startRefused(
  environment: NodeJS.ProcessEnv,
): Promise<{ code: number | null; complaint: string }> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { code, complaint }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
