import type { OutboxPriority, QueueSummary } from '#shared/contracts/operations.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { readJobs, type JobState } from './job-store-across-tenants.ts'
import {
  readDeliveries,
  readEndpoints,
  readJournal,
  readLanes,
  readOutbox,
  readParked,
  readUnknown,
  type OutboxDepth,
} from './queue-depths-across-tenants.ts'

/** By the number that the outbox keeps. */
export const outboxPriorities: readonly OutboxPriority[] = [
  'reply',
  'authentication',
  'transactional',
  'campaign',
]

/**
 * Reads what waits where. One statement after the other, so that a reading takes one connection; each is a moment
 * of its own, so sums may differ by what moved meanwhile.
 */
export async function readQueues({
  clock,
  database,
}: Pick<Runtime, 'clock' | 'database'>): Promise<QueueSummary> {
  const now = clock.now()
  const journal = await readJournal(database)
  const parked = await readParked(database)
  const outbox = await readOutbox(database, now)
  const lanes = await readLanes(database, now)
  const unknown = await readUnknown(database)
  const deliveries = await readDeliveries(database)
  const endpoints = await readEndpoints(database, now)
  const jobs = await readJobs(database)

  const waiting = outbox.filter((row) => row.state === 'waiting')
  const jobCount = (state: JobState) => jobs.find((row) => row.state === state)?.count ?? 0
  return {
    asOf: now.toISOString(),
    journal: { count: journal.count, oldestAt: isoOf(journal.oldestAt) },
    parked: {
      count: sum(parked),
      oldestAt: oldestOf(parked),
      byReason: parked.map(({ reason, count }) => ({ reason, count })),
    },
    outbox: {
      ...depthsOf(outbox),
      oldestWaitingAt: oldestOf(waiting),
      byPriority: outboxPriorities.map((priority, index) => ({
        priority,
        ...depthsOf(outbox.filter((row) => row.priority === index)),
      })),
    },
    lanes,
    unknown: { count: unknown.count, oldestAt: isoOf(unknown.oldestAt) },
    deliveries: {
      pending: deliveries.pending,
      dead: deliveries.dead,
      oldestPendingAt: isoOf(deliveries.oldestPendingAt),
      endpoints,
    },
    jobs: {
      waiting: jobCount('waiting'),
      scheduled: jobCount('scheduled'),
      running: jobCount('running'),
      retrying: jobCount('retrying'),
      failed: jobCount('failed'),
      oldestWaitingAt: isoOf(jobs.find((row) => row.state === 'waiting')?.oldestAt ?? null),
    },
  }
}

const isoOf = (date: Date | null): string | null => date?.toISOString() ?? null

const sum = (rows: readonly { count: number }[]): number =>
  rows.reduce((total, row) => total + row.count, 0)

const oldestOf = (rows: readonly { oldestAt: Date }[]): string | null =>
  rows.length === 0
    ? null
    : new Date(Math.min(...rows.map((row) => row.oldestAt.getTime()))).toISOString()

const depthsOf = (rows: readonly OutboxDepth[]) => ({
  waiting: sum(rows.filter((row) => row.state === 'waiting')),
  later: sum(rows.filter((row) => row.state === 'later')),
  sending: sum(rows.filter((row) => row.state === 'sending')),
})
