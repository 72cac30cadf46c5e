import type { TenantTx } from '../../database/database.ts'
import type { WebhookEndpointId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import { insertNotice } from './endpoint-store.ts'
import {
  disableEndpoint,
  insertAttempts,
  pauseEndpoint,
  recordFailures,
  recordSuccess,
  settleDeliveries,
  type Attempt,
} from './outcome-store.ts'
import {
  disableAfterFailingMs,
  failuresUntilPause,
  pauseAfterFailuresMs,
} from './retry-schedule.ts'

/** Of a probe: each that fails makes the next pause longer. */
const noLimit = 1_000_000

/**
 * Writes down what attempts led to, all in one transaction: deliveries, evidence, and the health of endpoints.
 * @param attempts  in the order in which they ended.
 * @returns endpoints that nothing more is to be sent to for now.
 */
export async function recordAttempts(
  tx: TenantTx,
  sealer: Sealer,
  attempts: readonly Attempt[],
  now: Date,
): Promise<Set<WebhookEndpointId>> {
  await settleDeliveries(tx, attempts, now)
  await insertAttempts(tx, sealer, attempts)
  const stopped = new Set<WebhookEndpointId>()
  const byEndpoint = Map.groupBy(attempts, ({ delivery }) => delivery.endpointId)
  // In the order of ids, so that two processes cannot wait for each other.
  for (const [endpointId, own] of [...byEndpoint].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (await recordHealth(tx, endpointId, own, now)) stopped.add(endpointId)
  return stopped
}

/** @returns whether the endpoint was paused or disabled. */
async function recordHealth(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  attempts: readonly Attempt[],
  now: Date,
): Promise<boolean> {
  const lastSuccess = attempts.findLastIndex(({ outcome }) => outcome.isDelivered)
  if (lastSuccess >= 0) await recordSuccess(tx, endpointId, now)
  const failed = attempts.slice(lastSuccess + 1)
  if (failed.length === 0) return false
  if (failed.some(({ outcome }) => outcome.isGone)) return disable(tx, endpointId, 'gone', now)
  const isProbe = failed.some((attempt) => attempt.isProbe)
  const health = await recordFailures(tx, endpointId, {
    count: isProbe ? 1 : failed.length,
    most: isProbe ? noLimit : failuresUntilPause,
    now,
  })
  // Disabled since by somebody else: what waits here goes back.
  if (!health) return true
  if (now.getTime() - health.failingSince.getTime() >= disableAfterFailingMs)
    return disable(tx, endpointId, 'failing', now)
  const asked = failed.map(({ outcome }) => outcome.pauseUntil?.getTime() ?? 0)
  const pauseMs = pauseAfterFailuresMs(health.consecutiveFailures)
  const untilMs = Math.max(pauseMs === 0 ? 0 : now.getTime() + pauseMs, ...asked)
  if (untilMs === 0) return false
  await pauseEndpoint(tx, endpointId, new Date(untilMs))
  return true
}

async function disable(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  reason: 'gone' | 'failing',
  now: Date,
): Promise<true> {
  if (await disableEndpoint(tx, endpointId, { reason, now }))
    await insertNotice(tx, endpointId, {
      kind: reason === 'gone' ? 'disabled_gone' : 'disabled_failing',
      createdAt: now,
    })
  return true
}
