import type { ContactId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { tellStatuses } from '../messages/messages.ts'
import { claimMessages, returnUnseenClaims } from './lane-claim-store.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import { LaneMedia } from './lane-media.ts'
import { readHeads, readQueuePage } from './lane-queue-store.ts'
import { readRecipientPaces, writeRecipientPaces } from './lane-recipient-pace-store.ts'
import { LanePace } from './lane-pace.ts'
import { createLaneRequests } from './lane-requests.ts'
import { LaneScan } from './lane-scan.ts'
import { readLaneSettings, resumeLane, tellSlowdown } from './lane-state-store.ts'
import { LaneStops } from './lane-stops.ts'
import { LaneWindow, mostPerRecipient, priorities, type QueuedMessage } from './lane-window.ts'
import { asTenant, createOutcomeRecorder, type OutcomeNotRecorded } from './outcome-recorder.ts'
import { PairPace } from './pair-pace.ts'
import { publishChanges } from './publish-changes.ts'
import { recoverAbandoned, statusNews, type SettledAttempt } from './record-outcomes.ts'
import { reachedForMs, reserveReach } from './portfolio-reach-store.ts'
import type { SendSlots } from './send-slots.ts'

/** Messages of one priority that are read at once. */
const pageSize = 1_000
/** Ready recipients below which more are read. */
const lowWater = 1_000
/** Messages in memory, however many wait in the outbox. */
const mostKept = 8_000
/** Recipients looked up at once. */
const mostUnclear = 200
/** At a pace below what the machine can do, so much is claimed together rather than one by one. */
const gatherMs = 20
const mostClaimed = 512
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
  let portfolioId: string | null = null
  let leaseEndsAtMs = lease.endsAtMs
  /** Claimed, or about to be, and not answered. */
  let onTheirWay = 0
  let hasEnded = false
  let isLooking = false
  let looksAgain = false
  let lastBusyMs = performance.now()
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

  const freeSlots = (count: number): void => {
    onTheirWay -= count
    slots.giveBack(count)
    lastBusyMs = performance.now()
  }

  const onAnswered = (settled: SettledAttempt): void => {
    freeSlots(1)
    const { decision, contactId } = settled
    const now = nowMs()
    pace.learnFrom(decision, performance.now())
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
      onTheirWay += 1
      slots.take(1)
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

  const reachFacts = () =>
    portfolioId === null ? null : { portfolioId, reachedSince: new Date(nowMs() - reachedForMs) }

  /** @returns whether there may be more to find right away. */
  const readMore = async (): Promise<boolean> => {
    const positions = priorities.flatMap((priority) => {
      const after = scan.position(priority)
      return after !== null && window.readyCount(priority) < lowWater ? [{ priority, after }] : []
    })
    if (positions.length === 0 || window.size >= mostKept) return false
    const beganMs = performance.now()
    const found = await readQueuePage(database, lease, {
      positions,
      limit: pageSize,
      now: clock.now(),
      reach: reachFacts(),
      withoutStarters: pace.mayStartAtMs() > nowMs(),
    })
    const spentMs = performance.now() - beganMs
    for (const { priority } of positions) {
      const messages = found.get(priority) ?? []
      const last = messages.at(-1)?.messageId ?? null
      scan.advance(priority, last, messages.length < pageSize, spentMs / positions.length)
      window.add(messages, nowMs())
    }
    return found.size > 0
  }

  const lookUpUnclear = async (): Promise<void> => {
    const contactIds = window.takeUnclear(mostUnclear)
    const heads = await readHeads(database, lease, contactIds, {
      mostEach: mostPerRecipient,
      reach: reachFacts(),
    })
    window.clarify(contactIds, heads, nowMs())
  }

  /** How many may be claimed now; with none, sets the time to look again. */
  const allowance = (): number => {
    if (!isHeld()) return 0
    const now = nowMs()
    const most = Math.min(
      slots.roomFor(onTheirWay),
      stops.mostOnTheirWay(now) - onTheirWay,
      window.readyCount() + media.readyCount,
      mostClaimed,
    )
    if (most <= 0) return 0
    const isUrgent = window.readyCount(0) + window.readyCount(1) > 0
    const together = isUrgent ? 1 : (pace.all.messagesPerSecond * gatherMs) / 1_000
    const waitMs = pace.all.waitMs(Math.max(1, Math.min(most, together)), performance.now())
    if (waitMs > 0) {
      lookAgainIn(waitMs)
      return 0
    }
    return pace.all.take(most, performance.now())
  }

  /** @returns whether anything was taken out of the window. */
  const claimSome = async (): Promise<boolean> => {
    const allowed = allowance()
    if (allowed === 0) return false
    const uploaded = media.take(allowed)
    const now = nowMs()
    const mostCampaign = pace.takeCampaign(allowed, performance.now())
    const rules = {
      freeAtMs: (id: ContactId) => pairs.freeAtMs(id, now),
      mayStartAtMs: () => pace.mayStartAtMs(),
      mostCampaign,
    }
    const taken = window.take(allowed - uploaded.length, rules, now)
    pace.giveBackCampaign(mostCampaign - taken.filter((one) => one.priority === 3).length)
    if (mostCampaign === 0) lookAgainIn(pace.campaignWaitMs(performance.now()))
    for (const queued of taken) if (queued.hasMedia) media.upload(queued)
    const ready = [...uploaded, ...taken.filter((one) => !one.hasMedia)]
    const toClaim = await reserveStarters(ready).catch((error: unknown) => {
      for (const one of ready) window.refuse(one, nowMs())
      throw error
    })
    pace.all.giveBack(allowed - toClaim.length)
    if (toClaim.length > 0) await claimAndSend(toClaim)
    return taken.length + uploaded.length > 0
  }

  /** Counts people to whom conversations are started. @returns without those for whom there is no room. */
  const reserveStarters = async (queued: QueuedMessage[]): Promise<QueuedMessage[]> => {
    const starters = queued.filter((one) => one.startsConversation)
    if (starters.length === 0 || portfolioId === null) return queued
    const contactIds = starters.map((one) => one.contactId)
    const now = clock.now()
    const reach = await reserveReach(database, { tenantId, portfolioId }, contactIds, now)
    window.markReached(reach.reachedIds)
    if (!reach.fullUntil || reach.limit === null) {
      pace.releaseStarters()
      return queued
    }
    pace.holdStarters(reach.fullUntil, reach.limit, now)
    const isHeldBack = (one: QueuedMessage) =>
      one.startsConversation && !reach.reachedIds.has(one.contactId)
    for (const one of queued.filter(isHeldBack)) {
      window.wait(one.contactId, one.priority, pace.mayStartAtMs())
      window.release(one.contactId, now.getTime())
    }
    return queued.filter((one) => !isHeldBack(one))
  }

  const claimAndSend = async (queued: readonly QueuedMessage[]): Promise<void> => {
    onTheirWay += queued.length
    slots.take(queued.length)
    const ids = queued.map((one) => one.messageId)
    const claim = await claimMessages(database, lease, ids, clock.now()).catch((error: unknown) => {
      void returnClaims(queued)
      throw error
    })
    if (claim.kind !== 'claimed') {
      giveUp(queued)
      if (claim.kind === 'lost') hasEnded = true
      else stops.learn({ pausedUntil: null, isHeld: true })
      return
    }
    const claimed = new Map(claim.messages.map((message) => [message.messageId, message]))
    const departures = queued.flatMap((one) => {
      const message = claimed.get(one.messageId)
      return message
        ? [{ queued: one, claimed: message, metaMediaId: media.idOf(one.messageId) }]
        : []
    })
    giveUp(queued.filter((one) => !claimed.has(one.messageId)))
    await countPairs(departures.map((one) => one.queued.contactId))
    if (await requests.send(claim.channel, departures)) return
    void returnClaims(departures.map((one) => one.queued))
  }

  /** Messages that did not leave after all. */
  const giveUp = (queued: readonly QueuedMessage[]): void => {
    freeSlots(queued.length)
    pace.all.giveBack(queued.length)
    for (const one of queued) window.refuse(one, nowMs())
  }

  /** The answer of a claim was lost or came too late: whatever it claimed has not left. */
  const returnClaims = async (queued: readonly QueuedMessage[]): Promise<void> => {
    const ids = queued.map((one) => one.messageId)
    try {
      // Twice: the lost statement may still be running.
      await returnUnseenClaims(database, lease, ids)
      await new Promise((resolve) => setTimeout(resolve, pauseAfterFaultMs))
      await returnUnseenClaims(database, lease, ids)
    } catch (error) {
      log.error({ err: error, channelId: lease.channelId }, 'claims could not be returned')
      hasEnded = true
    }
    giveUp(queued)
    wake()
  }

  const countPairs = async (contactIds: readonly ContactId[]): Promise<void> => {
    const now = nowMs()
    const toWrite = new Map<ContactId, number>()
    for (const contactId of contactIds) {
      const wholeAtMs = pairs.count(contactId, now)
      if (wholeAtMs !== null) toWrite.set(contactId, wholeAtMs)
    }
    if (toWrite.size === 0) return
    await writeRecipientPaces(database, lease, toWrite).catch((error: unknown) =>
      log.warn({ err: error }, 'how much recipients got was not written down'),
    )
  }

  /** One round. @returns whether another may find more to do at once. */
  const look = async (): Promise<boolean> => {
    const now = nowMs()
    window.wakeDue(now)
    const dueMs = [window.nextDueMs, stops.endsAtMs(now)].filter((at) => at !== null)
    if (dueMs.length > 0) lookAgainIn(Math.max(1, Math.min(...dueMs) - now))
    if (stops.mostOnTheirWay(now) <= onTheirWay) return false
    if (window.hasUnclear) await lookUpUnclear()
    if (window.readyCount() === 0) await readMore()
    const [hasClaimed, hasRead] = await Promise.all([claimSome(), readMore()])
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
    portfolioId = settings.messagingLimit === null ? null : settings.portfolioId
    if (portfolioId === null) pace.releaseStarters()
    pace.learn(settings, now, performance.now())
    if (stops.learn(settings)) scan.restart(performance.now())
    await tellSlowdown(database, lease, pace.slowdown(now, performance.now()))
  }
  await refresh()

  const isBusy = () => onTheirWay + recorder.size + media.size > 0

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
    idleMs: () => (isBusy() ? 0 : performance.now() - lastBusyMs),
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
