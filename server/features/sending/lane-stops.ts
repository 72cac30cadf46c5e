import type { LaneSettings } from './lane-state-store.ts'

/**
 * Reasons why a lane sends nothing, or one message only.
 * - *held back* for a moment: a failure that concerns the whole number.
 * - *paused* in the database, with a reason: the number cannot send at all. After its time one message at a time
 *   tries whether it can again; the first that Meta takes ends the pause.
 * - *held* by a person, until a person lets go.
 */
export class LaneStops {
  #heldBackUntilMs = 0
  #pausedUntilMs: number | null = null
  #isHeld = false

  /** How many messages may be on their way. */
  mostOnTheirWay(nowMs: number): number {
    if (this.#isHeld || nowMs < this.#heldBackUntilMs) return 0
    if (this.#pausedUntilMs === null) return Number.POSITIVE_INFINITY
    return nowMs < this.#pausedUntilMs ? 0 : 1
  }

  get isPaused(): boolean {
    return this.#pausedUntilMs !== null
  }

  /** When a stop ends by itself. */
  endsAtMs(nowMs: number): number | null {
    const ends = [this.#heldBackUntilMs, this.#pausedUntilMs ?? 0].filter((end) => end > nowMs)
    return ends.length > 0 ? Math.max(...ends) : null
  }

  holdBack(untilMs: number): void {
    this.#heldBackUntilMs = Math.max(this.#heldBackUntilMs, untilMs)
  }

  pause(untilMs: number): void {
    this.#pausedUntilMs = untilMs
  }

  resume(): void {
    this.#pausedUntilMs = null
  }

  /** Takes over what the database says. @returns whether a stop ended. */
  learn(settings: Pick<LaneSettings, 'pausedUntil' | 'isHeld'>): boolean {
    const wasStopped = this.#isHeld || this.#pausedUntilMs !== null
    this.#isHeld = settings.isHeld
    this.#pausedUntilMs = settings.pausedUntil?.getTime() ?? null
    return wasStopped && !this.#isHeld && this.#pausedUntilMs === null
  }
}
