import type { ContactId } from '../../platform/ids.ts'

/**
 * One message per 6 seconds to the same person; up to 45 may leave at once, borrowed from the future.
 * @source Meta, "Throughput and messaging limits", pair rate; read 2026-11-20.
 */
export const pairIntervalMs = 6_000
export const pairBurst = 45

/** From here on an allowance is written down: fewer messages than this are assumed after a restart. */
export const assumedSent = 10

/** Entries of people whose allowance is whole again are thrown away this often. */
const pruneEveryMs = 10_000

/**
 * How much of the pair rate each recipient of one number has used. Kept as the moment at which their allowance is
 * whole again: each message moves it 6 seconds further, and at most 45 messages fit between now and then.
 *
 * After a restart everybody who is not written down counts as having got `assumedSent` messages just before: that
 * is all that one process leaves unwritten, so a restart gives nobody more than their burst.
 */
export class PairPace {
  readonly #wholeAtMs: Map<ContactId, number>
  readonly #floorMs: number
  #pruneAtMs: number

  constructor(startedAtMs: number, written: ReadonlyMap<ContactId, Date>) {
    this.#wholeAtMs = new Map([...written].map(([id, until]) => [id, until.getTime()]))
    this.#floorMs = startedAtMs + assumedSent * pairIntervalMs
    this.#pruneAtMs = startedAtMs + pruneEveryMs
  }

  /** When the next message may leave for them; now or before: at once. */
  freeAtMs(contactId: ContactId, nowMs: number): number {
    return this.#wholeAt(contactId, nowMs) - (pairBurst - 1) * pairIntervalMs
  }

  /** Counts a message. @returns when their allowance is whole again, if so much was used that it is to be written. */
  count(contactId: ContactId, nowMs: number): number | null {
    const wholeAtMs = Math.max(this.#wholeAt(contactId, nowMs), nowMs) + pairIntervalMs
    this.#wholeAtMs.set(contactId, wholeAtMs)
    this.#prune(nowMs)
    const usedMs = wholeAtMs - Math.max(nowMs, this.#floorMs)
    return usedMs > assumedSent * pairIntervalMs ? wholeAtMs : null
  }

  /** Meta says that their allowance is used up, whatever we counted. @returns when it is whole again. */
  exhaust(contactId: ContactId, nowMs: number): number {
    const wholeAtMs = Math.max(this.#wholeAt(contactId, nowMs), nowMs + pairBurst * pairIntervalMs)
    this.#wholeAtMs.set(contactId, wholeAtMs)
    return wholeAtMs
  }

  get size(): number {
    return this.#wholeAtMs.size
  }

  #wholeAt(contactId: ContactId, nowMs: number): number {
    return this.#wholeAtMs.get(contactId) ?? Math.max(this.#floorMs, nowMs)
  }

  /** Without this a campaign to a million people would keep a million entries. */
  #prune(nowMs: number): void {
    if (nowMs < this.#pruneAtMs) return
    this.#pruneAtMs = nowMs + pruneEveryMs
    // Below the floor an entry still says more than the floor does.
    if (nowMs < this.#floorMs) return
    for (const [contactId, wholeAtMs] of this.#wholeAtMs)
      if (wholeAtMs <= nowMs) this.#wholeAtMs.delete(contactId)
  }
}
