/** What is to happen at a time, soonest first. Times are milliseconds since the epoch. */
export class DueQueue<T> {
  readonly #heap: { atMs: number; value: T }[] = []

  get size(): number {
    return this.#heap.length
  }

  get nextAtMs(): number | null {
    return this.#heap[0]?.atMs ?? null
  }

  add(atMs: number, value: T): void {
    const heap = this.#heap
    const entry = { atMs, value }
    let index = heap.push(entry) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = heap[parent]
      if (!above || above.atMs <= atMs) break
      heap[index] = above
      index = parent
    }
    heap[index] = entry
  }

  /** Takes out the soonest entry when its time has come. */
  takeDue(nowMs: number): T | null {
    const [first] = this.#heap
    if (!first || first.atMs > nowMs) return null
    const last = this.#heap.pop()
    if (last && last !== first) this.#sink(last)
    return first.value
  }

  /** Puts an entry in the place of the first and lets it down to where it belongs. */
  #sink(entry: { atMs: number; value: T }): void {
    const heap = this.#heap
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      const [one, other] = [heap[left], heap[left + 1]]
      if (!one) break
      const isOtherSooner = other !== undefined && other.atMs < one.atMs
      const sooner = isOtherSooner ? other : one
      if (sooner.atMs >= entry.atMs) break
      heap[index] = sooner
      index = isOtherSooner ? left + 1 : left
    }
    heap[index] = entry
  }
}
