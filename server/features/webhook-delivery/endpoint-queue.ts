import type { WebhookEndpointId } from '../../platform/ids.ts'
import type { ClaimedDelivery, DueEndpoint } from './claim-store.ts'
import type { RequestBudget } from './request-budget.ts'
import { failuresUntilPause } from './retry-schedule.ts'

/** An endpoint opened: address and secrets in clear, in memory only. */
export type Target = Pick<DueEndpoint, 'id' | 'mode' | 'concurrency'> & {
  url: string
  secrets: string[]
  /** It failed too often: one delivery tries whether it takes something again. */
  isProbed: boolean
}

export const isProbed = ({ consecutiveFailures }: Pick<DueEndpoint, 'consecutiveFailures'>) =>
  consecutiveFailures >= failuresUntilPause

/** So many rounds of requests are claimed together: fewer transactions, and still soon sent. */
const roundsPerClaim = 3

/**
 * What this process has claimed of one endpoint: waiting, in the order of events, or under way, at most
 * `concurrency` together and one for each order key.
 */
export class EndpointQueue {
  readonly id: WebhookEndpointId
  #target: Target
  readonly #budget: RequestBudget
  readonly #send: (target: Target, delivery: ClaimedDelivery) => Promise<void>
  readonly #now: () => Date
  readonly #neededMs: number
  #waiting: ClaimedDelivery[] = []
  readonly #underWay = new Set<Promise<void>>()
  readonly #busyKeys = new Set<string>()

  constructor(options: {
    target: Target
    budget: RequestBudget
    /** Makes the request; never rejects. */
    send: (target: Target, delivery: ClaimedDelivery) => Promise<void>
    now: () => Date
    /** A claim that lasts shorter than this is not begun. */
    neededMs: number
  }) {
    this.id = options.target.id
    this.#target = options.target
    this.#budget = options.budget
    this.#send = options.send
    this.#now = options.now
    this.#neededMs = options.neededMs
  }

  /** How many more may be claimed now. */
  room(target: Target): number {
    const held = this.#waiting.length + this.#underWay.size
    const most = target.isProbed ? 1 : target.concurrency * roundsPerClaim
    // Claims of one or two at a time would cost a transaction each.
    return held > most / 2 ? 0 : most - held
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0 && this.#underWay.size === 0
  }

  /** Adds claimed deliveries and starts what can be started. */
  add(target: Target, claimed: readonly ClaimedDelivery[]): void {
    this.#target = target
    this.#waiting.push(...claimed)
    this.start()
  }

  /** Starts what can be started. What was claimed too long ago is left: it becomes due again by itself. */
  start(): void {
    const startBefore = new Date(this.#now().getTime() + this.#neededMs)
    this.#waiting = this.#waiting.filter(({ leaseUntil }) => leaseUntil > startBefore)
    while (this.#underWay.size < this.#target.concurrency) {
      const index = this.#waiting.findIndex(
        ({ orderKey }) => orderKey === null || !this.#busyKeys.has(orderKey),
      )
      const delivery = this.#waiting[index]
      if (!delivery) return
      if (!this.#budget.take(this.#underWay.size, () => this.start())) return
      this.#waiting.splice(index, 1)
      this.#begin(delivery)
    }
  }

  #begin(delivery: ClaimedDelivery): void {
    const { orderKey } = delivery
    if (orderKey !== null) this.#busyKeys.add(orderKey)
    const sending = this.#send(this.#target, delivery).finally(() => {
      this.#underWay.delete(sending)
      if (orderKey !== null) this.#busyKeys.delete(orderKey)
      this.#budget.give()
      this.start()
    })
    this.#underWay.add(sending)
  }

  /** Takes out what has not begun. */
  dropWaiting(): ClaimedDelivery[] {
    return this.#waiting.splice(0)
  }

  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }
}
