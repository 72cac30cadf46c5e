import type { EngineTx, TenantTx } from '../../database/database.ts'
import type { DB } from '../../database/schema.ts'
import type { TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { tellStatuses } from '../messages/messages.ts'
import { isPassingFault } from '../../database/database-fault.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import { publishChanges } from './publish-changes.ts'
import { recordOutcomes, statusNews, type SettledAttempt } from './record-outcomes.ts'

/** So many outcomes are written by one transaction at most. */
const mostAtOnce = 512
/** Under load, outcomes of so long go together; a single one is written at once. */
const gatherMs = 8
const firstRetryMs = 200
const longestRetryMs = 5_000
/** About five minutes. */
const mostRetries = 60

/** An outcome that could not be written down. The message stays claimed until the lane has a new fence. */
export class OutcomeNotRecorded extends Error {
  override readonly name = 'OutcomeNotRecorded'
}

export type OutcomeRecorder = {
  add(settled: SettledAttempt): void
  /** Outcomes that are not written yet. */
  readonly size: number
  /** Resolves when everything added so far is written, or given up. */
  idle(): Promise<void>
}

/**
 * Writes outcomes down in batches, one batch at a time, again and again while the database is away: the answers
 * exist only in this process. If the process ends before, the next owner of the lane makes the messages `unknown`.
 * @param settled  is told which outcomes stand in the database now, or that they will not.
 */
export function createOutcomeRecorder(
  runtime: Runtime,
  lease: LaneLease,
  settled: (batch: readonly SettledAttempt[], error: OutcomeNotRecorded | null) => void,
): OutcomeRecorder {
  let pending: SettledAttempt[] = []
  let writing: Promise<void> | null = null
  let inBatch = 0
  let lastWrittenMs = 0

  const writeAll = async (): Promise<void> => {
    while (pending.length > 0) {
      if (pending.length < mostAtOnce && performance.now() - lastWrittenMs < gatherMs)
        await new Promise((resolve) => setTimeout(resolve, gatherMs))
      const batch = pending.splice(0, mostAtOnce)
      inBatch = batch.length
      await write(runtime, lease, batch, settled)
      inBatch = 0
      lastWrittenMs = performance.now()
    }
    writing = null
  }
  return {
    add: (one) => {
      pending.push(one)
      writing ??= writeAll()
    },
    get size() {
      return pending.length + inBatch
    },
    idle: async () => {
      await writing
    },
  }
}

async function write(
  runtime: Runtime,
  lease: LaneLease,
  batch: readonly SettledAttempt[],
  settled: (batch: readonly SettledAttempt[], error: OutcomeNotRecorded | null) => void,
): Promise<void> {
  const { tenantId } = lease
  for (let failures = 0; ; failures++)
    try {
      const sealer = await runtime.keyring.forTenant(tenantId)
      const now = runtime.clock.now()
      const { changes, deliveries } = await runtime.database.inEngine(async (tx) => {
        const tenantTx = asTenant(tx, tenantId)
        const { changes, early } = await recordOutcomes(tenantTx, sealer, lease, batch, now)
        const news = [...statusNews(changes, now), ...early]
        return { changes, deliveries: await tellStatuses(tenantTx, sealer, news, now) }
      })
      if (deliveries > 0) runtime.wakeups.wake('delivery', tenantId)
      publishChanges(runtime.hints, tenantId, changes)
      settled(batch, null)
      return
    } catch (error) {
      const isPassing = isPassingFault(error)
      runtime.log.error(
        { err: error, messageId: batch[0]?.messageId, count: batch.length, failures },
        'outcomes could not be recorded yet',
      )
      if (!isPassing && batch.length > 1) {
        // One of them cannot be written: the others must not share its fate.
        const half = batch.length >> 1
        await write(runtime, lease, batch.slice(0, half), settled)
        await write(runtime, lease, batch.slice(half), settled)
        return
      }
      if (!isPassing || failures >= mostRetries) {
        settled(batch, new OutcomeNotRecorded('outcomes were not recorded', { cause: error }))
        return
      }
      const delayMs = Math.min(firstRetryMs * 2 ** failures, longestRetryMs)
      await new Promise((resolve) => setTimeout(resolve, delayMs))
    }
}

/** A transaction of the engine role that works for one tenant; every statement names it. */
export const asTenant = (tx: EngineTx, tenantId: TenantId): TenantTx =>
  Object.assign(tx.withTables<Pick<DB, keyof DB>>(), { tenantId })
