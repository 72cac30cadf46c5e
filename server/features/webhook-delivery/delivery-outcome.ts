import type { WebhookFailure } from '#shared/contracts/webhook-endpoint.ts'
import type { GuardedAnswer } from '../../platform/guarded-fetch/guarded-fetch.ts'
import { nextAttemptDelayMs, requestedPauseMs, retryAfterOf } from './retry-schedule.ts'

/** What an attempt led to, for the delivery and for its endpoint. */
export type AttemptOutcome = {
  isDelivered: boolean
  reason: WebhookFailure | null
  httpStatus: number | null
  /** The beginning of what a receiver said that did not take it. */
  answer: Buffer | null
  /** When to try again; null: delivered, or given up. */
  nextAttemptAt: Date | null
  /** The receiver asked to be left alone until then. */
  pauseUntil: Date | null
  /** 410: it wants nothing any more. */
  isGone: boolean
}

/** What a person may read of an answer. */
export const mostAnswerBytes = 1_024

/** A receiver said yes with any 2xx. Redirects are not followed: the address that was checked is the one meant. */
export function outcomeOf(
  answer: GuardedAnswer,
  { attemptCount, now, random }: { attemptCount: number; now: Date; random: number },
): AttemptOutcome {
  const outcome: AttemptOutcome = {
    isDelivered: false,
    reason: null,
    httpStatus: null,
    answer: null,
    nextAttemptAt: null,
    pauseUntil: null,
    isGone: false,
  }
  const later = (delayMs: number | null) =>
    delayMs === null ? null : new Date(now.getTime() + delayMs)
  if (answer.kind !== 'answered')
    return {
      ...outcome,
      reason: answer.reason,
      nextAttemptAt: later(nextAttemptDelayMs(attemptCount, { retryAfterMs: null, random })),
    }
  const { status } = answer
  if (status >= 200 && status < 300) return { ...outcome, isDelivered: true, httpStatus: status }
  const retryAfterMs = retryAfterOf(answer.headers['retry-after'], now)
  const isAskingForPause = (status === 429 || status === 503) && (retryAfterMs ?? 0) > 0
  return {
    ...outcome,
    reason: status === 410 ? 'gone' : status >= 300 && status < 400 ? 'redirect' : 'status',
    httpStatus: status,
    answer: answer.body.length > 0 ? answer.body : null,
    nextAttemptAt: later(nextAttemptDelayMs(attemptCount, { retryAfterMs, random })),
    pauseUntil: isAskingForPause ? later(requestedPauseMs(retryAfterMs ?? 0)) : null,
    isGone: status === 410,
  }
}
