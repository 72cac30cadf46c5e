import type { Runtime } from '../../runtime/runtime.ts'
import { queueGauges } from './queue-gauges.ts'
import { queuesOf } from './queues-of-runtime.ts'

/**
 * Sets the gauges that are looked up when somebody reads the metrics. Those about queues come from the database and
 * are the same in every process; while it does not answer they are left out, and `keepword_database_up` is 0.
 */
export function measureRuntime(runtime: Runtime): void {
  const { clock, log, metrics } = runtime
  measurePools(runtime)
  const isUp = metrics.gauge({
    name: 'keepword_database_up',
    help: 'Whether the queues could be read from the database.',
  })
  const queues = queueGauges(metrics)
  metrics.beforeReading(async () => {
    try {
      const summary = await queuesOf(runtime)
      isUp.set(1)
      queues.set(summary, clock.now())
    } catch (error) {
      log.warn({ err: error }, 'the queues could not be read for the metrics')
      isUp.set(0)
      queues.forget()
    }
  })
}

function measurePools({ database, metrics }: Runtime): void {
  const connections = metrics.gauge({
    name: 'keepword_database_connections',
    help: 'Connections of this process to the database, by role and what they do.',
    labels: ['role', 'state'],
  })
  const waiting = metrics.gauge({
    name: 'keepword_database_waiting',
    help: 'Callers in this process that wait for a connection.',
    labels: ['role'],
  })
  metrics.beforeReading(() => {
    for (const { role, openCount, idleCount, waitingCount } of database.poolStates()) {
      connections.set({ role, state: 'idle' }, idleCount)
      connections.set({ role, state: 'busy' }, openCount - idleCount)
      waiting.set({ role }, waitingCount)
    }
  })
}
