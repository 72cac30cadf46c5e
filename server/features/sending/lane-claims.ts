import type { ContactId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { claimMessages, returnUnseenClaims } from './lane-claim-store.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import type { LaneMedia } from './lane-media.ts'
import type { LanePace } from './lane-pace.ts'
import { writeRecipientPaces } from './lane-recipient-pace-store.ts'
import type { LaneRequests } from './lane-requests.ts'
import type { LaneStops } from './lane-stops.ts'
import type { LaneTraffic } from './lane-traffic.ts'
import type { LaneWindow, QueuedMessage } from './lane-window.ts'
import type { PairPace } from './pair-pace.ts'
import { reserveReach } from './portfolio-reach-store.ts'

/** At a pace below what the machine can do, so much is claimed together rather than one by one. */
const gatherMs = 20
const mostClaimed = 512
/** After a failure of our own, for example of the database. */
const pauseAfterFaultMs = 1_000

type ClaimingLane = {
  window: LaneWindow
  media: LaneMedia
  requests: LaneRequests
  traffic: LaneTraffic
  pace: LanePace
  pairs: PairPace
  stops: LaneStops
  /** Whether the lease surely still holds. */
  isHeld(): boolean
  /** The lane cannot go on under this fence. */
  end(): void
  lookAgainIn(delayMs: number): void
  wake(): void
}

/**
 * Claims what may leave and lets it leave: as much as connections, stops and pace allow, the most urgent first, one
 * message for each recipient.
 * @returns a function that claims once, and says whether it took anything out of the window.
 */
export function createLaneClaims(
  { clock, database, log }: Pick<Runtime, 'clock' | 'database' | 'log'>,
  lease: LaneLease,
  lane: ClaimingLane,
): () => Promise<boolean> {
  const { window, media, requests, traffic, pace, pairs, stops } = lane
  const nowMs = () => clock.now().getTime()

  /** How many may be claimed now; with none, sets the time to look again. */
  const allowance = (): number => {
    if (!lane.isHeld()) return 0
    const now = nowMs()
    const most = Math.min(
      traffic.room,
      stops.mostOnTheirWay(now) - traffic.count,
      window.readyCount() + media.readyCount,
      mostClaimed,
    )
    if (most <= 0) return 0
    const isUrgent = window.readyCount(0) + window.readyCount(1) > 0
    const together = isUrgent ? 1 : (pace.all.messagesPerSecond * gatherMs) / 1_000
    const waitMs = pace.all.waitMs(Math.max(1, Math.min(most, together)), performance.now())
    if (waitMs > 0) {
      lane.lookAgainIn(waitMs)
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
    if (mostCampaign === 0) lane.lookAgainIn(pace.campaignWaitMs(performance.now()))
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
    if (starters.length === 0 || pace.portfolioId === null) return queued
    const contactIds = starters.map((one) => one.contactId)
    const portfolio = { tenantId: lease.tenantId, portfolioId: pace.portfolioId }
    const now = clock.now()
    const reach = await reserveReach(database, portfolio, contactIds, now)
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
    traffic.begin(queued.length)
    const ids = queued.map((one) => one.messageId)
    const claim = await claimMessages(database, lease, ids, clock.now()).catch((error: unknown) => {
      void returnClaims(queued)
      throw error
    })
    if (claim.kind !== 'claimed') {
      giveUp(queued)
      if (claim.kind === 'lost') lane.end()
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
    traffic.end(queued.length)
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
      lane.end()
    }
    giveUp(queued)
    lane.wake()
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

  return claimSome
}
