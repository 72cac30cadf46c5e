import type { Runtime } from '../../runtime/runtime.ts'
import { tellStatuses } from '../messages/messages.ts'
import { createLaneClaims } from './lane-claims.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import { LaneMedia } from './lane-media.ts'
import { createLaneReading } from './lane-reading.ts'
import { readRecipientPaces } from './lane-recipient-pace-store.ts'
import { LanePace } from './lane-pace.ts'
import { createLaneRequests } from './lane-requests.ts'
import { LaneScan } from './lane-scan.ts'
import { readLaneSettings, resumeLane, tellSlowdown } from './lane-state-store.ts'
import { LaneStops } from './lane-stops.ts'
import { LaneTraffic } from './lane-traffic.ts'
import { LaneWindow } from './lane-window.ts'
import { asTenant, createOutcomeRecorder, type OutcomeNotRecorded } from './outcome-recorder.ts'
import { PairPace } from './pair-pace.ts'
import { publishChanges } from './publish-changes.ts'
import { recoverAbandoned, statusNews, type SettledAttempt } from './record-outcomes.ts'
import type { SendSlots } from './send-slots.ts'

/** After a failure of our own, for example of the database. */
const pauseAfterFaultMs = 1_000

export type Lane = {
  readonly lease: LaneLease
  /** Looks for work now. */
  wake(): void
  /** Reads again what people and webhooks changed about this number. */
  refresh(): Promise<void>
  /** The lease holds until then, on `performance.now()`. */
  prolong(leaseEndsAtMs: number): void
  /** Claims nothing more; what is on its way still ends and is recorded. */
  end(): void
  hasEnded(): boolean
  /** Nothing was on its way for this long. */
  idleMs(): number
  /** Ends, and waits until everything on its way is recorded. */
  close(): Promise<void>
}

/**
 * Sends for one number while this process holds its lease: looks through the outbox (`LaneScan`, `LaneWindow`),
 * claims what the pace allows, lets it leave, and has the outcomes written in batches. The next claim does not wait
 * for answers, and no answer waits for another.
 *
 * *Ended* is final: the lease was lost, the process stops, or an outcome could not be recorded, which only a new
 * fence settles. Other reasons not to send stand in `LaneStops`.
 */
export async function openLane(
  runtime: Runtime,
  lease: LaneLease,
  slots: SendSlots,
): Promise<Lane> {
  const { clock, database, hints, keyring, log } = runtime
  const { tenantId } = lease
  const sealer = await keyring.forTenant(tenantId)
  const recovered = await database.inEngine(async (tx) => {
    const tenantTx = asTenant(tx, tenantId)
    const now = clock.now()
    const changes = await recoverAbandoned(tenantTx, lease, now)
    // The sweep of the delivery service finds what this writes.
    await tellStatuses(tenantTx, sealer, statusNews(changes, now), now)
    return changes
  })
  publishChanges(hints, tenantId, recovered)
  const startedAt = clock.now()
  const pairs = new PairPace(
    startedAt.getTime(),
    await readRecipientPaces(database, lease, startedAt),
  )
  const window = new LaneWindow()
  const scan = new LaneScan(performance.now())
  const stops = new LaneStops()
  const pace = new LanePace(performance.now())
  let leaseEndsAtMs = lease.endsAtMs
  const traffic = new LaneTraffic(slots)
  let hasEnded = false
  let isLooking = false
  let looksAgain = false
  let timer: NodeJS.Timeout | null = null
  let timerAtMs = 0

  const nowMs = () => clock.now().getTime()
  /** By our own measure: renewals may have failed, or the process may have been stopped for a while. */
  const isHeld = () => performance.now() < leaseEndsAtMs

  const onRecorded = (batch: readonly SettledAttempt[], error: OutcomeNotRecorded | null): void => {
    if (error) hasEnded = true
    const now = nowMs()
    for (const { contactId, priority, decision } of batch) {
      if (decision.kind === 'retry') window.wait(contactId, priority, now + decision.delayMs)
      window.release(contactId, now)
    }
    wake()
  }
  const recorder = createOutcomeRecorder(runtime, lease, onRecorded)

  const onAnswered = (settled: SettledAttempt): void => {
    traffic.end(1)
    const { decision, contactId } = settled
    const now = nowMs()
    pace.learnFrom(decision, clock.now(), performance.now())
    if (decision.kind === 'retry' && decision.code === 131056) {
      window.block(contactId, now + decision.delayMs)
      pairs.exhaust(contactId, now)
    }
    if (decision.kind === 'retry' && decision.holdsLane) stops.holdBack(now + decision.delayMs)
    if (decision.kind === 'pause') stops.pause(now + decision.delayMs)
    if (decision.kind === 'accepted' && stops.isPaused) resume()
    recorder.add(settled)
    wake()
  }
  const requests = createLaneRequests(runtime, lease, {
    answered: onAnswered,
    mayLeave: isHeld,
  })
  const media = new LaneMedia(runtime, lease, {
    settled: (settled) => {
      traffic.begin(1)
      onAnswered(settled)
    },
    released: (queued, delayMs) => {
      if (delayMs > 0) window.wait(queued.contactId, queued.priority, nowMs() + delayMs)
      window.release(queued.contactId, nowMs())
      wake()
    },
    uploaded: () => wake(),
  })

  const resume = (): void => {
    stops.resume()
    database
      .inEngine((tx) => resumeLane(asTenant(tx, tenantId), lease.channelId))
      .catch((error: unknown) => log.warn({ err: error }, 'the end of a pause was not recorded'))
  }

  const reading = createLaneReading(runtime, lease, { window, scan, pace })
  const claimSome = createLaneClaims(runtime, lease, {
    ...{ window, media, requests, traffic, pace, pairs, stops, isHeld },
    end: () => {
      hasEnded = true
    },
    lookAgainIn: (delayMs) => lookAgainIn(delayMs),
    wake: () => wake(),
  })

  /** One round. @returns whether another may find more to do at once. */
  const look = async (): Promise<boolean> => {
    const now = nowMs()
    window.wakeDue(now)
    const dueMs = [window.nextDueMs, stops.endsAtMs(now)].filter((at) => at !== null)
    if (dueMs.length > 0) lookAgainIn(Math.max(1, Math.min(...dueMs) - now))
    if (stops.mostOnTheirWay(now) <= traffic.count) return false
    if (window.hasUnclear) await reading.lookUpUnclear()
    if (window.readyCount() === 0) await reading.readMore()
    const [hasClaimed, hasRead] = await Promise.all([claimSome(), reading.readMore()])
    return !hasEnded && (hasClaimed || hasRead || window.hasUnclear)
  }

  const mayLookAgain = () => looksAgain && !hasEnded

  const lookUntilDone = async (): Promise<void> => {
    isLooking = true
    looksAgain = true
    try {
      while (mayLookAgain()) {
        looksAgain = false
        if (await look()) looksAgain = true
      }
    } catch (error) {
      log.warn({ err: error, channelId: lease.channelId }, 'a lane could not go on; it tries again')
      stops.holdBack(nowMs() + pauseAfterFaultMs)
      lookAgainIn(pauseAfterFaultMs)
    } finally {
      isLooking = false
    }
  }

  const wake = (): void => {
    if (hasEnded) return
    if (isLooking) looksAgain = true
    else void lookUntilDone()
  }

  const lookAgainIn = (delayMs: number): void => {
    const atMs = performance.now() + delayMs
    if (timer && timerAtMs <= atMs) return
    if (timer) clearTimeout(timer)
    timerAtMs = atMs
    timer = setTimeout(() => {
      timer = null
      wake()
    }, delayMs)
  }

  const refresh = async (): Promise<void> => {
    const settings = await readLaneSettings(database, lease)
    if (!settings) return
    const now = clock.now()
    pace.learn(settings, now, performance.now())
    if (stops.learn(settings)) scan.restart(performance.now())
    await tellSlowdown(database, lease, pace.slowdown(now, performance.now()))
  }
  await refresh()

  const isBusy = () => traffic.count + recorder.size + media.size > 0

  return {
    lease,
    wake: () => {
      scan.restartDue(performance.now())
      scan.lookForNew()
      wake()
    },
    refresh,
    prolong: (endsAtMs) => {
      const wasHeld = isHeld()
      leaseEndsAtMs = endsAtMs
      if (!wasHeld) wake()
    },
    end: () => {
      hasEnded = true
    },
    hasEnded: () => hasEnded,
    idleMs: () => (isBusy() ? 0 : performance.now() - traffic.lastBusyMs),
    close: async () => {
      hasEnded = true
      if (timer) clearTimeout(timer)
      const mayStillSend = () => isLooking || isBusy()
      while (mayStillSend()) {
        await recorder.idle()
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    },
  }
}
