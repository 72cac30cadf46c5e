/** So much of a second's allowance may be saved up while nothing waits, or while this process was busy. */
const savedMs = 200
/** Clocks differ and answers overtake each other: the cap itself is never quite used. */
const usableShare = 0.99
/** Meta said "too fast": this much slower, at most once a second. */
const slowerFactor = 0.7
const slowerEveryMs = 1_000
const slowestShare = 0.05
/** Without a refusal this much of the cap comes back, this often. */
const recoverShare = 0.05
const recoverEveryMs = 5_000

export type Slowdown = { reason: string; messagesPerSecond: number; sinceMs: number }

/**
 * The pace of one number: a token bucket, exact because one process owns the lane.
 *
 * - *free*: `messagesPerSecond` of Meta's cap, what comes in counted against it.
 * - *slowed*: Meta refused for speed; a share of the cap, smaller with each refusal (at most one a second counts),
 *   growing back by 5 % of the cap every 5 seconds without one, until it is free again.
 * Times are milliseconds of a clock that only runs forward.
 */
export class SendPace {
  #cap: number
  #share = 1
  #tokens = 1
  #filledAtMs: number
  #slowdown: { reason: string; sinceMs: number } | null = null
  #changedAtMs = 0

  constructor(messagesPerSecond: number, nowMs: number) {
    this.#cap = messagesPerSecond
    this.#filledAtMs = nowMs
  }

  get slowdown(): Slowdown | null {
    return this.#slowdown && { ...this.#slowdown, messagesPerSecond: this.#cap * this.#share }
  }

  get cap(): number {
    return this.#cap
  }

  get messagesPerSecond(): number {
    return this.#cap * this.#share
  }

  setCap(messagesPerSecond: number): void {
    this.#cap = messagesPerSecond
  }

  /** Takes what may leave now, at most `wanted`. */
  take(wanted: number, nowMs: number): number {
    this.#fill(nowMs)
    const taken = Math.max(0, Math.min(wanted, Math.floor(this.#tokens)))
    this.#tokens -= taken
    return taken
  }

  /** Gives back what was taken and did not leave. */
  giveBack(count: number): void {
    this.#tokens += count
  }

  /** Messages that came in use up the same allowance; they cannot be held back, so it may go below zero. */
  countInbound(count: number, nowMs: number): void {
    this.#fill(nowMs)
    // A burst of a second is forgiven then: it must not silence the number for longer.
    this.#tokens = Math.max(this.#tokens - count, -this.#cap)
  }

  /** How long until so many may leave at once. */
  waitMs(count: number, nowMs: number): number {
    this.#fill(nowMs)
    const missing = Math.min(count, this.#mostSaved()) - this.#tokens
    return missing <= 0 ? 0 : Math.ceil((missing * 1_000) / this.#perSecond())
  }

  /** Meta refused a message for speed. */
  slowDown(reason: string, nowMs: number): void {
    if (this.#slowdown && nowMs - this.#changedAtMs < slowerEveryMs) return
    this.#fill(nowMs)
    this.#share = Math.max(slowestShare, this.#share * slowerFactor)
    this.#slowdown = { reason, sinceMs: this.#slowdown?.sinceMs ?? nowMs }
    this.#changedAtMs = nowMs
    this.#tokens = Math.min(this.#tokens, 0)
  }

  #perSecond(): number {
    return this.#cap * this.#share * usableShare
  }

  #mostSaved(): number {
    return Math.max(1, (this.#perSecond() * savedMs) / 1_000)
  }

  #fill(nowMs: number): void {
    this.#recover(nowMs)
    const passedMs = Math.max(0, nowMs - this.#filledAtMs)
    this.#filledAtMs = Math.max(nowMs, this.#filledAtMs)
    this.#tokens = Math.min(
      this.#mostSaved(),
      this.#tokens + (passedMs * this.#perSecond()) / 1_000,
    )
  }

  #recover(nowMs: number): void {
    while (this.#slowdown && nowMs - this.#changedAtMs >= recoverEveryMs) {
      this.#changedAtMs += recoverEveryMs
      this.#share = Math.min(1, this.#share + recoverShare)
      if (this.#share >= 1) this.#slowdown = null
    }
  }
}
