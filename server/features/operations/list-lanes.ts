import type { Lane, LaneList } from '#shared/contracts/operations.ts'
import type { TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { cachedReading } from './cached-reading.ts'
import { readLaneDepths, readLanesOfTenant, type LaneDepthRow, type LaneRow } from './lane-store.ts'
import { depthsOf, oldestOf, outboxPriorities } from './read-queues.ts'

const readings = new WeakMap<Runtime['database'], Map<TenantId, () => Promise<LaneList>>>()

/** The lanes of a tenant, at most a few seconds old: all who watch share a reading. */
export function lanesOf(
  runtime: Pick<Runtime, 'clock' | 'database'>,
  tenantId: TenantId,
): Promise<LaneList> {
  const ofTenants = readings.get(runtime.database) ?? new Map<TenantId, () => Promise<LaneList>>()
  readings.set(runtime.database, ofTenants)
  const read = ofTenants.get(tenantId) ?? cachedReading(() => readLaneList(runtime, tenantId))
  ofTenants.set(tenantId, read)
  return read()
}

async function readLaneList(
  { clock, database }: Pick<Runtime, 'clock' | 'database'>,
  tenantId: TenantId,
): Promise<LaneList> {
  const now = clock.now()
  return database.inTenant(tenantId, async (tx) => {
    const lanes = await readLanesOfTenant(tx)
    const depths = await readLaneDepths(tx, now)
    return {
      asOf: now.toISOString(),
      data: lanes.map((row) =>
        laneOf(
          row,
          depths.filter((depth) => depth.channelId === row.channelId),
          now,
        ),
      ),
    }
  })
}

function laneOf(row: LaneRow, depths: readonly LaneDepthRow[], now: Date): Lane {
  const { slowReason, slowSince, pausedReason, pausedUntil, heldReason, heldAt } = row
  const pause =
    pausedReason && pausedUntil && pausedUntil > now
      ? { reason: pausedReason, until: pausedUntil.toISOString() }
      : null
  const hold = heldReason && heldAt ? { reason: heldReason, at: heldAt.toISOString() } : null
  const isStopped = !row.isConnected || hold !== null || pause !== null
  const isBusy = depths.some((depth) => depth.state !== 'later')
  return {
    channelId: row.channelId,
    name: row.name,
    displayPhoneNumber: row.displayPhoneNumber,
    state: stateOf(row, { isHeld: hold !== null, isPaused: pause !== null, isBusy }),
    cap: row.messagesPerSecond,
    pace: isStopped ? 0 : (row.slowRate ?? row.messagesPerSecond),
    qualityRating: row.qualityRating,
    slowdown:
      slowReason && slowSince ? { reason: slowReason, since: slowSince.toISOString() } : null,
    pause,
    hold,
    depth: outboxPriorities.map((priority, index) => ({
      priority,
      ...depthsOf(depths.filter((depth) => depth.priority === index)),
    })),
    oldestWaitingAt: oldestOf(depths.filter((depth) => depth.state === 'waiting')),
  }
}

/** What matters most is told: what stops a lane before what slows it, that before what it does. */
function stateOf(
  row: LaneRow,
  { isHeld, isPaused, isBusy }: { isHeld: boolean; isPaused: boolean; isBusy: boolean },
): Lane['state'] {
  if (!row.isConnected) return 'disconnected'
  if (isHeld) return 'held'
  if (isPaused) return 'paused'
  if (row.slowReason) return 'slowed'
  return isBusy ? 'sending' : 'idle'
}
