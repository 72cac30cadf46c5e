import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const program = join(import.meta.dirname, '../simulator/main.ts')

export type SimulatorProcess = {
  url: string
  port: number
  /** One call of the simulator's own API. @throws when it is refused. */
  call<T>(method: string, path: string, body?: object): Promise<T>
} & AsyncDisposable

/** The simulator as a program of its own, which ends with this process. */
export async function startSimulatorProcess(dataDir: string): Promise<SimulatorProcess> {
  const child = spawn(
    process.execPath,
    [program, '--port', '0', '--data-dir', dataDir, '--exit-with-parent'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    void ended.then(() => reject(new Error('the simulator ended before it was ready')))
    createInterface({ input: child.stdout }).once('line', (line) =>
      resolve((JSON.parse(line) as { url: string }).url),
    )
  })
  return {
    url,
    port: Number(new URL(url).port),
    call: async <T>(method: string, path: string, body?: object): Promise<T> => {
      const answer = await fetch(`${url}/simulator/api${path}`, {
        method,
        ...(body
          ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
          : {}),
      })
      const text = await answer.text()
      if (!answer.ok)
        throw new Error(`the simulator answered ${answer.status} to ${method} ${path}: ${text}`)
      return (text === '' ? null : JSON.parse(text)) as T
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
