import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { LoadPlan, LoadResult } from './load-plan.ts'

const mostConnections = 4_096
const longestMs = 10 * 60_000

/** Runs the load generator once. @throws when it ends without a result, or any answer was not the wanted one. */
export async function runLoad(plan: LoadPlan, wantedStatus: string): Promise<LoadResult> {
  if (plan.connections > mostConnections || plan.durationMs > longestMs)
    throw new RangeError(`a load has at most ${mostConnections} connections and ${longestMs} ms`)
  const child = fork(join(import.meta.dirname, 'load-generator.ts'))
  const result = await new Promise<LoadResult>((resolve, reject) => {
    child.once('message', (message) => resolve(message as LoadResult))
    child.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)))
    child.send(plan)
  })
  const unwanted = Object.entries(result.statuses).filter(([status]) => status !== wantedStatus)
  if (unwanted.length > 0 || result.count === 0)
    throw new Error(`wanted ${wantedStatus} only, got ${JSON.stringify(result.statuses)}`)
  return result
}
