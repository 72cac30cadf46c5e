import type { Clock } from '#simulator/clock/clock.ts'
import { rules } from '#simulator/rules.ts'

export type RateLimits = {
  /** @returns the code Meta refuses with, or null after taking what the message costs. */
  takeOutbound(
    number: { phoneNumberId: string; throughput: number },
    recipient: string,
  ): number | null
  /** Messages that come in count against throughput too, but are never refused. */
  takeInbound(number: { phoneNumberId: string; throughput: number }): void
}

type Bucket = { tokens: number; atMs: number }

/**
 * Token buckets on the simulator's clock. They live in memory: a restart fills them.
 * @source Meta, messaging limits and throughput; read 2026-11-20.
 */
export function createRateLimits(clock: Clock): RateLimits {
  const numbers = new Map<string, Bucket>()
  const pairs = new Map<string, Bucket>()
  const pairBurst = rules.pairBurst.value
  let nextSweepMs = 0

  const fill = (
    buckets: Map<string, Bucket>,
    key: string,
    { capacity, perMs }: { capacity: number; perMs: number },
  ): Bucket => {
    const nowMs = clock.now()
    let bucket = buckets.get(key)
    if (bucket === undefined) buckets.set(key, (bucket = { tokens: capacity, atMs: nowMs }))
    // After a reset of the clock `atMs` may lie ahead; nothing is added for that.
    const passedMs = Math.max(0, nowMs - bucket.atMs)
    bucket.tokens = Math.min(capacity, bucket.tokens + passedMs * perMs)
    bucket.atMs = nowMs
    return bucket
  }

  const fillNumber = (number: { phoneNumberId: string; throughput: number }) =>
    fill(numbers, number.phoneNumberId, {
      capacity: number.throughput,
      perMs: number.throughput / 1000,
    })

  /** Full buckets say nothing: without this a campaign to a million people would keep a million. */
  const sweepPairs = () => {
    const nowMs = clock.now()
    if (nowMs < nextSweepMs) return
    nextSweepMs = nowMs + 60_000
    for (const [key, { tokens, atMs }] of pairs) {
      if (tokens + (nowMs - atMs) / rules.pairIntervalMs.value >= pairBurst) pairs.delete(key)
    }
  }

  return {
    takeOutbound(number, recipient) {
      sweepPairs()
      const numberBucket = fillNumber(number)
      if (numberBucket.tokens < 1) return 130429
      const pairBucket = fill(pairs, `${number.phoneNumberId}:${recipient}`, {
        capacity: pairBurst,
        perMs: 1 / rules.pairIntervalMs.value,
      })
      if (pairBucket.tokens < 1) return 131056
      numberBucket.tokens -= 1
      pairBucket.tokens -= 1
      return null
    },
    takeInbound(number) {
      const bucket = fillNumber(number)
      bucket.tokens = Math.max(0, bucket.tokens - 1)
    },
  }
}
