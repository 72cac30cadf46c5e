import type { SendSlots } from './send-slots.ts'

/** Messages of one lane that are claimed, or about to be, and not answered. */
export class LaneTraffic {
  readonly #slots: SendSlots
  #count = 0
  #lastBusyMs = performance.now()

  constructor(slots: SendSlots) {
    this.#slots = slots
  }

  get count(): number {
    return this.#count
  }

  /** How many more may be claimed, as far as connections go. */
  get room(): number {
    return this.#slots.roomFor(this.#count)
  }

  /** Since something was on its way, on `performance.now()`. */
  get lastBusyMs(): number {
    return this.#lastBusyMs
  }

  begin(count: number): void {
    this.#count += count
    this.#slots.take(count)
  }

  end(count: number): void {
    this.#count -= count
    this.#slots.giveBack(count)
    this.#lastBusyMs = performance.now()
  }
}
