import type { WebhookReplay } from '#shared/contracts/webhook-endpoint.ts'
import type { z } from 'zod'
import type { TenantId, WebhookEndpointId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { replayDeliveries } from './delivery-list-store.ts'
import { firstEventIdOf } from './event-id-of-time.ts'

/** Rows of one transaction. */
const rowsPerBatch = 1_000
/** What one call makes due: more would keep its caller waiting. */
const mostPerCall = 50_000

/**
 * Makes what happened since a time due again, oldest first, in the order of the events.
 * @returns how many; `isComplete` false when a further call would find more.
 */
export async function replaySince(
  { clock, database }: Pick<Runtime, 'clock' | 'database'>,
  tenantId: TenantId,
  endpointId: WebhookEndpointId,
  { since, only }: z.output<typeof WebhookReplay>,
): Promise<{ count: number; isComplete: boolean }> {
  const now = clock.now()
  // How far our clock runs ahead of the real time that ids follow.
  const aheadMs = Math.max(0, now.getTime() - Date.now())
  const from = new Date(since)
  const firstId = firstEventIdOf(new Date(from.getTime() - aheadMs))
  let count = 0
  while (count < mostPerCall) {
    const replayed = await database.inTenant(tenantId, (tx) =>
      replayDeliveries(tx, endpointId, {
        since: from,
        firstId,
        isDeadOnly: only === 'dead',
        limit: rowsPerBatch,
        now,
      }),
    )
    count += replayed
    if (replayed < rowsPerBatch) return { count, isComplete: true }
  }
  return { count, isComplete: false }
}
