import type { LaneSettings } from './lane-state-store.ts'
import type { SendDecision } from './send-decision.ts'
import { SendPace } from './send-pace.ts'

/**
 * What a falling quality rating leaves of the pace of campaigns: they are what people block and report. Replies and
 * what programs send for a reason go on. The shares are ours; Meta names none.
 */
const campaignShares = { green: 1, unknown: 1, yellow: 0.5, red: 0.1 } as const

/** Codes by which Meta says that the number, its account or the app is too fast. */
const tooFast = new Set([130429, 80007, 80008, 4])

/** So long after Meta refused a message because people block and report the number, campaigns go slowly. */
const spamMemoryMs = 60 * 60_000
const spamLimit = 131048

/** Looks again at a portfolio's limit this often while it is used up: Meta may have raised it. */
const reachAgainMs = 60_000

export type Slowdown = { reason: string; messagesPerSecond: number; since: Date }

/**
 * How fast one lane may send: Meta's cap for the number, less after refusals; less for campaigns while people rate the
 * number badly; and no new conversations while the portfolio's limit is used up. Each slow-down has its reason.
 * `atMs` is of a clock that only runs forward, `now` the time of day.
 */
export class LanePace {
  readonly all: SendPace
  readonly #campaigns: SendPace
  #qualityRating: LaneSettings['qualityRating'] = 'unknown'
  #qualitySince: Date | null = null
  #inboundCount: bigint | null = null
  #portfolioId: string | null = null
  #spam: { untilAtMs: number; since: Date; reason: string } | null = null
  #reach: { fullUntilMs: number; since: Date; limit: number } | null = null

  constructor(atMs: number) {
    this.all = new SendPace(1, atMs)
    this.#campaigns = new SendPace(1, atMs)
  }

  /** Takes over what the database says of the number. */
  learn(settings: LaneSettings, now: Date, atMs: number): void {
    const { messagesPerSecond, qualityRating, inboundCount } = settings
    this.#portfolioId = settings.messagingLimit === null ? null : settings.portfolioId
    if (this.#portfolioId === null) this.#reach = null
    this.all.setCap(messagesPerSecond)
    if (this.#spam && this.#spam.untilAtMs <= atMs) this.#spam = null
    const share = this.#spam ? campaignShares.red : campaignShares[qualityRating]
    this.#campaigns.setCap(messagesPerSecond * share)
    if (qualityRating !== this.#qualityRating) this.#qualitySince = now
    this.#qualityRating = qualityRating
    if (this.#inboundCount !== null)
      this.all.countInbound(Number(inboundCount - this.#inboundCount), atMs)
    this.#inboundCount = inboundCount
  }

  /** Slows down when Meta says so. */
  learnFrom(decision: SendDecision, now: Date, atMs: number): void {
    if (decision.kind !== 'retry' || decision.code === null) return
    if (decision.code === spamLimit) {
      const reason = decision.error.advice
      this.#spam = { untilAtMs: atMs + spamMemoryMs, since: this.#spam?.since ?? now, reason }
      this.#campaigns.setCap(this.all.cap * campaignShares.red)
    }
    if (!tooFast.has(decision.code)) return
    this.all.slowDown(decision.error.advice, atMs)
  }

  /** Whose limit of people counts; null while no limit is known. */
  get portfolioId(): string | null {
    return this.#portfolioId
  }

  get #areCampaignsSlow(): boolean {
    return this.#spam !== null || campaignShares[this.#qualityRating] < 1
  }

  /** Takes what campaigns may send of so many; the rest of `giveBackCampaign` must be given back. */
  takeCampaign(most: number, atMs: number): number {
    return this.#areCampaignsSlow ? this.#campaigns.take(most, atMs) : most
  }

  giveBackCampaign(count: number): void {
    if (this.#areCampaignsSlow) this.#campaigns.giveBack(count)
  }

  campaignWaitMs(atMs: number): number {
    return this.#areCampaignsSlow ? this.#campaigns.waitMs(1, atMs) : 0
  }

  /** The portfolio's limit is used up. */
  holdStarters(fullUntil: Date, limit: number, now: Date): void {
    const fullUntilMs = Math.min(fullUntil.getTime(), now.getTime() + reachAgainMs)
    this.#reach = { fullUntilMs, since: this.#reach?.since ?? now, limit }
  }

  /** There was room in the portfolio's limit. */
  releaseStarters(): void {
    this.#reach = null
  }

  /** When messages that start a conversation may leave; now or before: at once. */
  mayStartAtMs(): number {
    return this.#reach?.fullUntilMs ?? 0
  }

  /** The slow-down as people are told it, the strongest first; null: as fast as the number allows. */
  slowdown(now: Date, atMs: number): Slowdown | null {
    const { slowdown, messagesPerSecond } = this.all
    if (slowdown) {
      const since = new Date(now.getTime() - (atMs - slowdown.sinceMs))
      return { reason: slowdown.reason, messagesPerSecond: slowdown.messagesPerSecond, since }
    }
    if (this.#reach)
      return {
        reason:
          `This business has reached ${this.#reach.limit} people in 24 hours, as many as WhatsApp allows it. ` +
          'Messages to further people wait; replies go on.',
        messagesPerSecond,
        since: this.#reach.since,
      }
    if (this.#spam)
      return {
        reason: this.#spam.reason,
        messagesPerSecond: this.#campaigns.messagesPerSecond,
        since: this.#spam.since,
      }
    if (this.#areCampaignsSlow && this.#qualitySince)
      return {
        reason: `People rate this number badly (quality ${this.#qualityRating}). Campaigns leave more slowly until it recovers.`,
        messagesPerSecond: this.#campaigns.messagesPerSecond,
        since: this.#qualitySince,
      }
    return null
  }
}
