import { setTimeout as delay } from 'node:timers/promises'
import type { TenantId, WebhookEndpointId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { commitWithoutWaiting } from './claim-store.ts'
import type { Attempt } from './outcome-store.ts'
import { recordAttempts } from './record-attempts.ts'

/** Attempts of one transaction. */
const mostPerBatch = 200
/** Together about as long as a claim lasts; after that the deliveries are due again anyway. */
const mostTries = 8
const firstRetryMs = 200
const longestRetryMs = 10_000

export type AttemptRecorder = {
  add(attempt: Attempt): void
  readonly isIdle: boolean
  settled(): Promise<void>
}

/**
 * Writes down outcomes: what ends while a transaction is under way goes into the next one. While the database is
 * away it tries again; what cannot be written in the end is sent again after its claim ends.
 * @param onWritten  told after each transaction which endpoints it paused or disabled.
 */
export function attemptRecorder(
  runtime: Pick<Runtime, 'clock' | 'database' | 'keyring' | 'log' | 'metrics'>,
  tenantId: TenantId,
  onWritten: (stopped: ReadonlySet<WebhookEndpointId>) => void,
): AttemptRecorder {
  const { clock, database, keyring, log } = runtime
  const measure = attemptMeasures(runtime)
  let waiting: Attempt[] = []
  let writing: Promise<void> | null = null

  const write = async (batch: readonly Attempt[]): Promise<void> => {
    for (let failures = 0; ; failures++)
      try {
        const sealer = await keyring.forTenant(tenantId)
        const stopped = await database.inTenant(tenantId, async (tx) => {
          await commitWithoutWaiting(tx)
          return recordAttempts(tx, sealer, batch, clock.now())
        })
        return onWritten(stopped)
      } catch (error) {
        log.warn({ err: error, tenantId, failures }, 'delivery attempts were not written down yet')
        if (failures + 1 >= mostTries) return
        await delay(Math.min(firstRetryMs * 2 ** failures, longestRetryMs))
      }
  }
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, mostPerBatch)
      await write(batch)
      measure(batch)
    }
    writing = null
  }
  return {
    add: (attempt) => {
      waiting.push(attempt)
      writing ??= writeAll()
    },
    get isIdle() {
      return writing === null
    },
    settled: () => writing ?? Promise.resolve(),
  }
}

function attemptMeasures({ metrics }: Pick<Runtime, 'metrics'>) {
  const attempts = metrics.counter({
    name: 'keepword_delivery_attempts_total',
    help: 'Requests to webhook endpoints of tenants, by what came of them.',
    labels: ['outcome'],
  })
  const lag = metrics.histogram({
    name: 'keepword_delivery_lag_seconds',
    help: 'Time from an event until its first request to an endpoint ended well.',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
  })
  return (batch: readonly Attempt[]): void => {
    for (const { delivery, startedAt, durationMs, outcome } of batch) {
      attempts.inc({ outcome: outcome.isDelivered ? 'delivered' : 'failed' })
      if (!outcome.isDelivered || delivery.fence > 1) continue
      const lagMs = startedAt.getTime() + durationMs - delivery.createdAt.getTime()
      lag.observe(Math.max(0, lagMs) / 1000)
    }
  }
}
