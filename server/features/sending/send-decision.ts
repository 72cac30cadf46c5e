import type { GraphError, SendOutcome } from '../../meta/graph-client.ts'
import { metaErrorCode } from '../../meta/error-codes.ts'

/** Why a message failed or waits, as `message.error` holds it. */
export type SendingError = {
  title: string
  details: string | null
  advice: string
  fbtraceId: string | null
}

/**
 * What follows from one attempt.
 * - `accepted`, `failed`, `unknown`: the message leaves the outbox.
 * - `retry`: it waits `delayMs`; with `holdsLane` the whole number waits, because the trouble is not this message's.
 * - `pause`: the number cannot send at all; the message stays where it is.
 */
export type SendDecision =
  | { kind: 'accepted'; wamid: string; fbtraceId: string | null }
  | { kind: 'unknown'; reason: string }
  | { kind: 'failed'; error: SendingError; code: number | null; httpStatus: number | null }
  | {
      kind: 'retry'
      delayMs: number
      holdsLane: boolean
      error: SendingError
      code: number | null
      httpStatus: number | null
    }
  | { kind: 'pause'; delayMs: number; error: SendingError; code: number; httpStatus: number }

export type AttemptFacts = {
  /** How often the message was tried, with this time. */
  attemptCount: number
  /** Since it was accepted for sending. */
  ageMs: number
  /** 0 to 1: spreads tries that failed together. */
  random: number
}

const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

/** A reply that comes a day late is worse than none; its window is shut by then. */
const longestWaitMs = 24 * hourMs
const pauseMs = minuteMs

/**
 * Decides what follows from the outcome of one request to Meta.
 * @source Meta, "Cloud API error codes", and the classes of `server/meta/error-codes.ts`; read 2026-11-20.
 */
export function decide(outcome: SendOutcome, attempt: AttemptFacts): SendDecision {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'accepted', wamid: outcome.wamid, fbtraceId: outcome.fbtraceId }
    case 'unknown':
      return { kind: 'unknown', reason: outcome.reason }
    case 'not_sent':
      return afterNoConnection(attempt)
    case 'refused':
      return afterRefusal(outcome.error, attempt)
  }
}

const spread = (delayMs: number, random: number): number =>
  Math.round(delayMs * (0.75 + random * 0.5))

function afterNoConnection({ attemptCount, ageMs, random }: AttemptFacts): SendDecision {
  const error: SendingError = {
    title: 'WhatsApp cannot be reached',
    details: null,
    advice: 'WhatsApp could not be reached. We try again by ourselves.',
    fbtraceId: null,
  }
  const facts = { error, code: null, httpStatus: null }
  if (ageMs > longestWaitMs)
    return {
      kind: 'failed',
      ...facts,
      error: { ...error, advice: 'WhatsApp could not be reached for a day. Send it again.' },
    }
  const delayMs = spread(Math.min(secondMs * 2 ** (attemptCount - 1), minuteMs), random)
  return { kind: 'retry', delayMs, holdsLane: true, ...facts }
}

function afterRefusal(refusal: GraphError, attempt: AttemptFacts): SendDecision {
  const row = metaErrorCode(refusal.code)
  const error: SendingError = {
    title: refusal.title,
    details: refusal.details,
    advice: row.advice,
    fbtraceId: refusal.fbtraceId,
  }
  const facts = { error, code: refusal.code, httpStatus: refusal.httpStatus }
  const failed: SendDecision = { kind: 'failed', ...facts }
  if (attempt.ageMs > longestWaitMs) return failed
  if (row.class === 'account') return { kind: 'pause', delayMs: pauseMs, ...facts }
  const plan = row.class === 'transient' ? transientPlan : ratePlans[refusal.code]
  if (row.class !== 'transient' && row.class !== 'rate') return failed
  const { firstMs, factor, longestMs, tries, holdsLane } = plan ?? otherRatePlan
  if (attempt.attemptCount >= tries) return failed
  const delayMs = Math.min(firstMs * factor ** (attempt.attemptCount - 1), longestMs)
  return { kind: 'retry', delayMs: spread(delayMs, attempt.random), holdsLane, ...facts }
}

type RetryPlan = {
  firstMs: number
  factor: number
  longestMs: number
  tries: number
  holdsLane: boolean
}

/** Five tries within a quarter of an hour. */
const transientPlan: RetryPlan = {
  firstMs: 2 * secondMs,
  factor: 5,
  longestMs: 8 * minuteMs,
  tries: 5,
  holdsLane: false,
}

const otherRatePlan: RetryPlan = {
  firstMs: minuteMs,
  factor: 2,
  longestMs: hourMs,
  tries: 10,
  holdsLane: false,
}

const accountRatePlan: RetryPlan = { ...otherRatePlan, holdsLane: true }

const ratePlans: Partial<Record<number, RetryPlan>> = {
  // Throughput of the number: seconds, and everybody slows down.
  130429: { firstMs: secondMs, factor: 2, longestMs: 30 * secondMs, tries: 30, holdsLane: true },
  // Pair rate: Meta asks for 4^n seconds, and only this recipient waits.
  131056: { firstMs: secondMs, factor: 4, longestMs: hourMs, tries: 9, holdsLane: false },
  // People block and report the number: it gets better with days, not with seconds.
  131048: {
    firstMs: 15 * minuteMs,
    factor: 2,
    longestMs: 6 * hourMs,
    tries: 6,
    holdsLane: false,
  },
  4: accountRatePlan,
  80007: accountRatePlan,
  80008: accountRatePlan,
}
