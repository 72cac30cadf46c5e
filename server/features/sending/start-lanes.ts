import { newId, type TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { decideUnknownOutcomes } from './decide-unknown-outcomes.ts'
import { fireScheduled } from './fire-scheduled.ts'
import {
  acquireLane,
  findLanesToOwn,
  releaseLane,
  renewLane,
  type LaneKey,
} from './lane-lease-across-tenants.ts'
import { openLane, type Lane } from './lane.ts'
import { SendSlots } from './send-slots.ts'

/** How long a lane stays with a process that says nothing; with the sweep, another one has it within 10 seconds. */
const leaseMs = 8_000
const renewEveryMs = 2_500
/** Finds what other processes put into the outbox, and what waited for its time. */
const sweepEveryMs = 1_000
/** Wakes of many messages that come together look for lanes once. */
const sweepSoonMs = 50
const decideUnknownEveryMs = 15_000
/** A lane with nothing to do goes back, so that idle numbers cost nothing. */
const idleBeforeReleaseMs = 30_000

/**
 * Sends what is in the outboxes of all numbers that no other process serves. Each call is an owner of its own.
 * @returns `close`: claims nothing more, lets requests that are on their way end, and gives the lanes back.
 */
export function startLanes(
  runtime: Runtime,
  timing: { sweepEveryMs: number } = { sweepEveryMs },
): { close(): Promise<void> } {
  const { database, log, wakeups } = runtime
  const owner = newId()
  const slots = new SendSlots(runtime.config.sendConnections)
  const lanes = new Map<string, Lane>()
  const returning = new Map<Lane, Promise<void>>()
  let isClosing = false
  let sweeping: Promise<void> | null = null
  let sweepsAgain = false
  let firedAtMs = Number.NEGATIVE_INFINITY

  const own = async (key: LaneKey): Promise<void> => {
    const known = lanes.get(key.channelId)
    if (known) {
      known.wake()
      return
    }
    const lease = await acquireLane(database, key, owner, leaseMs)
    if (!lease) return
    const lane = await openLane(runtime, lease, slots)
    lanes.set(key.channelId, lane)
    lane.wake()
  }

  const sweepOnce = async (): Promise<void> => {
    try {
      await fireDue()
      for (const key of await findLanesToOwn(database, owner)) if (!isClosing) await own(key)
      for (const lane of lanes.values())
        if (lane.hasEnded() || lane.idleMs() > idleBeforeReleaseMs) void giveBack(lane)
    } catch (error) {
      log.warn({ err: error }, 'the lanes could not be looked through; the next sweep tries again')
    }
  }

  /** Puts what is due into the outboxes, at most once in a sweep's time. */
  const fireDue = async (): Promise<void> => {
    if (performance.now() - firedAtMs < timing.sweepEveryMs / 2) return
    firedAtMs = performance.now()
    await fireScheduled(runtime)
  }

  const maySweep = () => sweepsAgain && !isClosing

  const sweepUntilDone = async (): Promise<void> => {
    while (maySweep()) {
      sweepsAgain = false
      await sweepOnce()
    }
    sweeping = null
  }

  const sweep = (): void => {
    if (isClosing) return
    sweepsAgain = true
    sweeping ??= sweepUntilDone()
  }

  /** The lane stays in the list, and its lease is renewed, until its last request has ended. */
  const giveBack = (lane: Lane): Promise<void> => {
    const known = returning.get(lane)
    if (known) return known
    const given = (async () => {
      await lane.close()
      await releaseLane(database, lane.lease)
    })()
      .catch((error: unknown) => log.warn({ err: error }, 'a lane could not be given back'))
      .finally(() => {
        lanes.delete(lane.lease.channelId)
        returning.delete(lane)
        sweep()
      })
    returning.set(lane, given)
    return given
  }

  const renew = async (lane: Lane): Promise<void> => {
    try {
      const endsAtMs = await renewLane(database, lane.lease, leaseMs)
      if (endsAtMs !== null) {
        lane.prolong(endsAtMs)
        await lane.refresh()
        return
      }
      log.warn({ channelId: lane.lease.channelId }, 'another process took this lane over')
      lane.end()
    } catch (error) {
      // The fence protects: if the lease ran out meanwhile, claims under it find nothing.
      log.warn({ err: error }, 'a lane could not be renewed')
    }
  }

  let sweepSoon: NodeJS.Timeout | null = null
  /** Something was accepted: the lanes that are here look at once, others are found by a sweep. */
  const onOutbox = (tenantId?: TenantId): void => {
    const known = [...lanes.values()].filter((lane) => lane.lease.tenantId === tenantId)
    for (const lane of known) lane.wake()
    if (known.length === 0) sweep()
    else
      sweepSoon ??= setTimeout(() => {
        sweepSoon = null
        sweep()
      }, sweepSoonMs)
  }

  const onLaneChange = (tenantId?: TenantId): void => {
    for (const lane of lanes.values())
      if (lane.lease.tenantId === tenantId)
        lane.refresh().then(
          () => lane.wake(),
          (error: unknown) => log.warn({ err: error }, 'a lane could not be looked at'),
        )
  }

  const decideUnknown = (): void => {
    decideUnknownOutcomes(runtime).catch((error: unknown) =>
      log.warn({ err: error }, 'unknown outcomes could not be decided; it is tried again'),
    )
  }

  const stopListening = [wakeups.on('outbox', onOutbox), wakeups.on('lane', onLaneChange)]
  const decideTimer = setInterval(decideUnknown, decideUnknownEveryMs)
  const sweepTimer = setInterval(sweep, timing.sweepEveryMs)
  const renewTimer = setInterval(() => {
    for (const lane of lanes.values()) void renew(lane)
  }, renewEveryMs)
  sweep()

  return {
    close: async () => {
      isClosing = true
      for (const stop of stopListening) stop()
      clearInterval(sweepTimer)
      clearInterval(decideTimer)
      if (sweepSoon) clearTimeout(sweepSoon)
      await sweeping
      await Promise.all([...lanes.values()].map(giveBack))
      clearInterval(renewTimer)
    },
  }
}
