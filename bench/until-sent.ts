import { setTimeout as delay } from 'node:timers/promises'
import type { StandIn, StandInReport } from './start-stand-in.ts'

const pollMs = 100
const sentWithinMs = 5 * 60_000

/** Waits until so many different messages have arrived and were answered. @throws when time is up. */
export async function untilSent(
  standIn: StandIn,
  count: number,
  latencyMs: number,
): Promise<StandInReport> {
  const startedAt = performance.now()
  for (;;) {
    const report = await standIn.report()
    // The last answers are still on their way when the last request has come.
    if (report.distinct >= count && Date.now() - report.lastAnswerAtMs > 2 * latencyMs)
      return report
    if (performance.now() - startedAt > sentWithinMs)
      throw new Error(`${report.distinct} of ${count} messages were sent within five minutes`)
    await delay(pollMs)
  }
}
