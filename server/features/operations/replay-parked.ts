import { setTimeout as delay } from 'node:timers/promises'
import type { ReplayRequest, ReplayResult } from '#shared/contracts/operations.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import {
  countParkedBefore,
  findPlaces,
  oldestParkedIds,
  replayParked,
} from '../webhook-intake/webhook-intake.ts'

/** Payloads of one call: few enough to be applied while the caller waits for the answer. */
const mostPerCall = 200
const longestWaitMs = 4_000
const pollMs = 50

/**
 * Has parked payloads applied again and waits a moment to tell what became of them. Those that are parked again
 * count as parked later than the replay, so that a replay of all ends.
 */
export async function replayStep(
  runtime: Pick<Runtime, 'clock' | 'database' | 'wakeups'>,
  request: ReplayRequest,
): Promise<ReplayResult> {
  const { clock, database } = runtime
  const parkedBefore = request.parkedBefore ? new Date(request.parkedBefore) : clock.now()
  const ids = request.ids ?? (await oldestParkedIds(database, parkedBefore, mostPerCall))
  const replayed = ids.length === 0 ? 0 : await replayParked(runtime, ids)
  const { inJournal, parked } =
    replayed === 0 ? { inJournal: 0, parked: 0 } : await settled(runtime, ids)
  const remaining = request.ids ? 0 : await countParkedBefore(database, parkedBefore)
  return {
    parkedBefore: parkedBefore.toISOString(),
    replayed,
    applied: Math.max(0, replayed - inJournal - parked),
    parkedAgain: parked,
    waiting: inJournal,
    remaining,
  }
}

/** Waits until none of these is in the journal any more, or for as long as a caller likes to wait. */
async function settled({ database }: Pick<Runtime, 'database'>, ids: readonly string[]) {
  const startedAtMs = performance.now()
  for (;;) {
    const places = await findPlaces(database, ids)
    if (places.inJournal === 0 || performance.now() - startedAtMs > longestWaitMs) return places
    await delay(pollMs)
  }
}
