import type { Runtime } from '../../runtime/runtime.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import type { LanePace } from './lane-pace.ts'
import { readHeads, readQueuePage } from './lane-queue-store.ts'
import type { LaneScan } from './lane-scan.ts'
import { mostPerRecipient, priorities, type LaneWindow } from './lane-window.ts'
import { reachedForMs } from './portfolio-reach-store.ts'

/** Messages of one priority that are read at once. */
const pageSize = 1_000
/** Ready recipients below which more are read. */
const lowWater = 1_000
/** Messages in memory, however many wait in the outbox. */
const mostKept = 8_000
/** Recipients looked up at once. */
const mostUnclear = 200

export type LaneReading = {
  /** Reads on in the outbox while too few are ready. @returns whether there may be more to find right away. */
  readMore(): Promise<boolean>
  /** Looks up the oldest messages of recipients of whom that is not clear. */
  lookUpUnclear(): Promise<void>
}

/** What one lane reads of its outbox into its window. */
export function createLaneReading(
  { clock, database }: Pick<Runtime, 'clock' | 'database'>,
  lease: LaneLease,
  lane: { window: LaneWindow; scan: LaneScan; pace: LanePace },
): LaneReading {
  const { window, scan, pace } = lane
  const nowMs = () => clock.now().getTime()
  const reachFacts = () =>
    pace.portfolioId === null
      ? null
      : { portfolioId: pace.portfolioId, reachedSince: new Date(nowMs() - reachedForMs) }

  return {
    readMore: async () => {
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
    },
    lookUpUnclear: async () => {
      const contactIds = window.takeUnclear(mostUnclear)
      const heads = await readHeads(database, lease, contactIds, {
        mostEach: mostPerRecipient,
        reach: reachFacts(),
      })
      window.clarify(contactIds, heads, nowMs())
    },
  }
}
