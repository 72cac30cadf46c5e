import type { QueueSummary } from '#shared/contracts/operations.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { cachedReading } from './cached-reading.ts'
import { readQueues } from './read-queues.ts'

const readings = new WeakMap<Runtime['database'], () => Promise<QueueSummary>>()

/** What waits where, at most a few seconds old: metrics and all open pages of this process share a reading. */
export function queuesOf(runtime: Pick<Runtime, 'clock' | 'database'>): Promise<QueueSummary> {
  const known = readings.get(runtime.database)
  if (known) return known()
  const read = cachedReading(() => readQueues(runtime))
  readings.set(runtime.database, read)
  return read()
}
