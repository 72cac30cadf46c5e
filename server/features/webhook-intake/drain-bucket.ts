import { setTimeout as delay } from 'node:timers/promises'
import type { Runtime } from '../../runtime/runtime.ts'
import { databaseFault } from '../../database/database-fault.ts'
import { parkOldest, processBucket } from './process-bucket.ts'

/** Payloads of one transaction: enough to share its statements, few enough to end soon. */
const mostPerBatch = 200

/** Pause while the database does not answer: 0.1 s, doubling up to 5 s. */
const pauseMs = (attempt: number): number => Math.min(5_000, 100 * 2 ** attempt)

/** After so many in a row it is no chance: then the payload is to blame. */
const mostCollisions = 8

/**
 * So many set aside one after the other look like a mistake of ours, not of theirs: from then on with a pause
 * before each, so that not all that comes in is set aside until somebody looks.
 */
const mostParkedInARow = 5

/**
 * Applies a bucket until it is empty or another process is at it. A batch that cannot be applied is halved,
 * down to one payload; one that fails alone is set aside, and the batch grows again. While the database is
 * away it waits: that is no payload's fault.
 */
export async function drainBucket(
  runtime: Pick<
    Runtime,
    'clock' | 'database' | 'hints' | 'keyring' | 'log' | 'metrics' | 'wakeups'
  >,
  bucket: number,
  signal: AbortSignal,
): Promise<void> {
  let limit = mostPerBatch
  let outages = 0
  let collisions = 0
  let parkedInARow = 0
  while (!signal.aborted) {
    try {
      const result = await processBucket(runtime, bucket, limit)
      if (result.kind === 'busy' || result.count < limit) return
      limit = Math.min(mostPerBatch, limit * 2)
      outages = 0
      collisions = 0
      parkedInARow = 0
    } catch (error) {
      const kind = databaseFault(error)
      if (kind === 'outage') {
        runtime.log.warn({ err: error, bucket }, 'applying webhooks waits for the database')
        await pause(pauseMs(outages++), signal)
      } else if (kind === 'collision' && ++collisions < mostCollisions)
        await pause(Math.random() * pauseMs(0), signal)
      else if (limit > 1) limit = Math.floor(limit / 2)
      else {
        if (++parkedInARow > mostParkedInARow)
          await pause(pauseMs(parkedInARow - mostParkedInARow), signal)
        await parkOldestUnlessAway(runtime, bucket, error)
        collisions = 0
      }
    }
  }
}

async function parkOldestUnlessAway(
  runtime: Parameters<typeof parkOldest>[0],
  bucket: number,
  failure: unknown,
): Promise<void> {
  try {
    await parkOldest(runtime, bucket, failure)
  } catch (error) {
    // It stays the oldest and is met again.
    runtime.log.warn({ err: error, bucket }, 'a webhook could not be set aside')
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // An abort ends the pause; the loop sees it.
  await delay(ms, undefined, { signal }).catch(() => {})
}
