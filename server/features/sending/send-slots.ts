/** So many more are claimed than can be on their way: while outcomes and claims are written, connections stay busy. */
const aheadShare = 0.5
/** A lane gets so many even while other lanes use up everything. */
const leastPerLane = 8

/**
 * Requests of this process that are claimed and not answered, over all lanes. Connections are shared; no lane can take
 * them all for long, because each takes anew what became free.
 */
export class SendSlots {
  readonly #most: number
  #used = 0

  constructor(connections: number) {
    this.#most = Math.ceil(connections * (1 + aheadShare))
  }

  /** How many a lane that uses so many may claim now. */
  roomFor(usedByLane: number): number {
    return Math.max(this.#most - this.#used, leastPerLane - usedByLane, 0)
  }

  take(count: number): void {
    this.#used += count
  }

  giveBack(count: number): void {
    this.#used -= count
  }
}
