import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type ReceiverReport = { count: number; p50Ms: number; p99Ms: number }

export type Receiver = {
  goodUrl: string
  /** Takes connections and never answers. */
  deadUrl: string
  /** What came since the report before. */
  report(): Promise<ReceiverReport>
} & AsyncDisposable

export async function startReceiver(): Promise<Receiver> {
  const child = fork(join(import.meta.dirname, 'webhook-receiver.ts'))
  const [{ ports }] = (await once(child, 'message')) as [{ ports: { good: number; dead: number } }]
  return {
    goodUrl: `http://127.0.0.1:${ports.good}/events`,
    deadUrl: `http://127.0.0.1:${ports.dead}/events`,
    report: async () => {
      const answer = once(child, 'message')
      child.send('report')
      const [{ report }] = (await answer) as [{ report: ReceiverReport }]
      return report
    },
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
