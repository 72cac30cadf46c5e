import type { Runtime } from '../../runtime/runtime.ts'
import { drainBucket } from './drain-bucket.ts'
import { journalBuckets } from './journal-bucket.ts'
import { bucketsWithWork } from './journal-store.ts'

/** Buckets that one process applies at the same time, each on a connection of its own. */
const bucketsAtOnce = 4

/** Finds what other processes stored, or left behind. */
const sweepMs = 1_000

type ProcessRuntime = Pick<
  Runtime,
  'clock' | 'database' | 'hints' | 'keyring' | 'log' | 'metrics' | 'wakeups'
>

/**
 * Applies the journal until closed.
 *
 * A bucket is idle, due (it holds payloads and waits for its turn) or running. A wake-up or a sweep makes those
 * that hold payloads due; at most four run. One that becomes due while it runs, runs once more.
 */
export function startJournalProcessor(runtime: ProcessRuntime): { close(): Promise<void> } {
  const closing = new AbortController()
  const due = new Set<number>()
  const running = new Map<number, Promise<void>>()
  let looking: Promise<void> | null = null
  let isAskedAgain = false

  const startDue = (): void => {
    for (const bucket of due) {
      if (running.size >= bucketsAtOnce || closing.signal.aborted) return
      if (running.has(bucket)) continue
      due.delete(bucket)
      running.set(
        bucket,
        drainBucket(runtime, bucket, closing.signal).finally(() => {
          running.delete(bucket)
          startDue()
        }),
      )
    }
  }
  const lookForWork = async (): Promise<void> => {
    try {
      do {
        isAskedAgain = false
        for (const bucket of await bucketsWithWork(runtime.database, journalBuckets))
          due.add(bucket)
        startDue()
      } while (isAskedAgain && !closing.signal.aborted)
    } catch (error) {
      runtime.log.warn({ err: error }, 'the webhook journal cannot be read; trying again')
    }
  }
  const look = (): void => {
    isAskedAgain = true
    if (closing.signal.aborted) return
    looking ??= lookForWork().finally(() => {
      looking = null
    })
  }
  const stopListening = runtime.wakeups.on('journal', look)
  const timer = setInterval(look, sweepMs)
  look()
  return {
    close: async () => {
      closing.abort()
      stopListening()
      clearInterval(timer)
      await looking
      await Promise.all(running.values())
    },
  }
}

/** Applies what is in the journal now, bucket after bucket, and returns. For tests and for the operator. */
export async function drainJournal(runtime: ProcessRuntime): Promise<void> {
  const { signal } = new AbortController()
  for (const bucket of await bucketsWithWork(runtime.database, journalBuckets))
    await drainBucket(runtime, bucket, signal)
}
