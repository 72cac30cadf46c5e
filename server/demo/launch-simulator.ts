import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Log } from '../platform/log.ts'
import { StartFault } from '../platform/start-fault.ts'

const program = resolve(import.meta.dirname, '../../simulator/main.ts')
const startTimeoutMs = 15_000

export type RunningSimulator = { url: string; close(): Promise<void> }

/**
 * Starts the simulator as a program of its own: we meet it over HTTP only. Without a wish for a port it
 * gets a free one, the same as last time where that is still free, so that bookmarks of the phone last.
 */
export async function launchSimulator(options: {
  dataDir: string
  host: string
  port: number | null
  log: Log
}): Promise<RunningSimulator> {
  const portFile = join(options.dataDir, 'simulator-port')
  const remembered = Number(await readFile(portFile, 'utf8').catch(() => '0')) || 0
  const simulator =
    options.port === null
      ? await spawnSimulator(options, remembered).catch(() => spawnSimulator(options, 0))
      : await spawnSimulator(options, options.port)
  await writeFile(portFile, new URL(simulator.url).port)
  return simulator
}

function spawnSimulator(
  options: { dataDir: string; host: string; log: Log },
  port: number,
): Promise<RunningSimulator> {
  const dataDir = join(options.dataDir, 'simulator')
  const child = spawn(
    process.execPath,
    [
      program,
      '--port',
      String(port),
      '--host',
      options.host,
      '--data-dir',
      dataDir,
      '--exit-with-parent',
    ],
    // The IPC channel ends with us, and so does the simulator, even when we are killed.
    // A group of its own: Ctrl-C reaches us first, and we stop it.
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true },
  )
  const ended = new Promise<number | null>((resolveEnd) => child.once('exit', resolveEnd))
  let complaint = ''
  if (!child.stdout || !child.stderr) throw new Error('the simulator has no output to read')
  const { stdout, stderr } = child
  createInterface({ input: stderr }).on('line', (line) => {
    complaint = line
    options.log.debug({ simulator: line }, 'simulator')
  })
  return new Promise((resolveStart, rejectStart) => {
    const timer = setTimeout(
      () => rejectStart(new StartFault('The simulator did not start within 15 s.')),
      startTimeoutMs,
    )
    void ended.then(() => {
      clearTimeout(timer)
      rejectStart(new StartFault(`The simulator did not start: ${complaint || 'it ended at once'}`))
    })
    createInterface({ input: stdout }).on('line', (line) => {
      const ready = parseReady(line)
      if (!ready) return
      clearTimeout(timer)
      resolveStart({
        url: ready,
        close: async () => {
          child.kill('SIGTERM')
          await ended
        },
      })
    })
  })
}

function parseReady(line: string): string | null {
  try {
    const parsed = JSON.parse(line) as { ready?: boolean; url?: string }
    return parsed.ready && parsed.url ? parsed.url : null
  } catch {
    return null
  }
}
