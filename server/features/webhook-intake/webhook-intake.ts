/**
 * Door of the webhook intake: what Meta sends is checked, stored before it is answered, and applied exactly once.
 */
import { unparkPayloads } from './parked-store-across-tenants.ts'
import type { Runtime } from '../../runtime/runtime.ts'

export { drainJournal, startJournalProcessor } from './journal-processor.ts'
export { journalBuckets } from './journal-bucket.ts'
export { journalLength } from './journal-store.ts'
export {
  countParkedBefore,
  findPlaces,
  listParked,
  oldestParkedIds,
  parkedPage,
} from './parked-store-across-tenants.ts'
export { webhookRoutes } from './routes.ts'

/**
 * Has parked payloads applied again, after their cause is gone; those that still cannot be applied are parked
 * again.
 * @param ids  which ones; all when left out.
 * @returns how many.
 */
export async function replayParked(
  { database, wakeups }: Pick<Runtime, 'database' | 'wakeups'>,
  ids?: readonly string[],
): Promise<number> {
  const count = await unparkPayloads(database, ids)
  wakeups.wake('journal')
  return count
}
