import type { MessageId } from '../../platform/ids.ts'
import { priorities } from './lane-window.ts'

/** A pass may cost a twentieth of the time at most: whoever waits at the front must not make looking expensive. */
const costFactor = 20
const restartAtEndMs = 1_000
const restartAnywayMs = 5_000
/** Processes' clocks differ and transactions commit late: so much is looked at again at the end. */
const overlapMs = 2_000

const firstId = '00000000-0000-0000-0000-000000000000' as MessageId

type Pass = { after: MessageId; isAtEnd: boolean; startedAtMs: number; spentMs: number }

/**
 * How far each priority's outbox has been looked through. A *pass* goes from the oldest message to the newest, page
 * by page, only as far as work is needed. At the end, a wake-up looks for what is new; now and then a pass starts
 * over, for messages that returned or became due behind it. Times are milliseconds of a clock that only runs forward.
 */
export class LaneScan {
  readonly #passes: Pass[]

  constructor(nowMs: number) {
    this.#passes = priorities.map(() => ({
      after: firstId,
      isAtEnd: false,
      startedAtMs: nowMs,
      spentMs: 0,
    }))
  }

  /** Where to go on; null: this priority has been looked through. */
  position(priority: number): MessageId | null {
    const pass = this.#passes[priority]
    return !pass || pass.isAtEnd ? null : pass.after
  }

  get isAtEnd(): boolean {
    return this.#passes.every((pass) => pass.isAtEnd)
  }

  /** A page was read: up to which message, and whether there was nothing more. */
  advance(priority: number, lastId: MessageId | null, isAtEnd: boolean, spentMs: number): void {
    const pass = this.#passes[priority]
    if (!pass) return
    if (lastId) pass.after = lastId
    pass.isAtEnd = isAtEnd
    pass.spentMs += spentMs
  }

  /** Something new may be there. */
  lookForNew(): void {
    for (const pass of this.#passes) {
      if (!pass.isAtEnd) continue
      pass.isAtEnd = false
      pass.after = earlier(pass.after)
    }
  }

  /** Starts passes over whose time has come. */
  restartDue(nowMs: number): void {
    for (const pass of this.#passes) {
      const atLeastMs = pass.isAtEnd ? restartAtEndMs : restartAnywayMs
      if (nowMs - pass.startedAtMs < Math.max(atLeastMs, pass.spentMs * costFactor)) continue
      restartPass(pass, nowMs)
    }
  }

  /** Starts all passes over: what could not leave may leave now. */
  restart(nowMs: number): void {
    for (const pass of this.#passes) restartPass(pass, nowMs)
  }
}

function restartPass(pass: Pass, nowMs: number): void {
  Object.assign(pass, { after: firstId, isAtEnd: false, startedAtMs: nowMs, spentMs: 0 })
}

/** The least UUIDv7 of some moments before this one. */
function earlier(id: MessageId): MessageId {
  const atMs = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
  const hex = Math.max(0, atMs - overlapMs)
    .toString(16)
    .padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000` as MessageId
}
