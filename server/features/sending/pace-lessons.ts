import type { SendDecision } from './send-decision.ts'
import type { SendPace } from './send-pace.ts'

/** Codes by which Meta says that the number, its account or the app is too fast. */
const tooFast = new Set([130429, 80007, 80008, 4])

/** Slows a lane down when Meta says so. */
export function learnFromDecision(pace: SendPace, decision: SendDecision, nowMs: number): void {
  if (decision.kind !== 'retry' || decision.code === null || !tooFast.has(decision.code)) return
  pace.slowDown(decision.error.advice, nowMs)
}

/** The slow-down as people are told it; null while the lane is as fast as its number allows. */
export function slowdownToTell(pace: SendPace, now: Date, nowMs: number) {
  const { slowdown } = pace
  return (
    slowdown && {
      reason: slowdown.reason,
      messagesPerSecond: slowdown.messagesPerSecond,
      since: new Date(now.getTime() - (nowMs - slowdown.sinceMs)),
    }
  )
}
