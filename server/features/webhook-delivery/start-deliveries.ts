import { createGuardedFetch } from '../../platform/guarded-fetch/guarded-fetch.ts'
import type { TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { tenantsWithDueDeliveries } from './delivery-work-across-tenants.ts'
import { requestBudget } from './request-budget.ts'
import { openTenantDeliveries, type TenantDeliveries } from './tenant-deliveries.ts'

/** Finds what other processes wrote, what waited for its time, and what a process that died had claimed. */
const sweepEveryMs = 1_000

/** Requests of one process at the same time; each costs a socket and little else while it waits. */
const mostRequests = 1_024

/**
 * Sends what is due to tenants' webhook endpoints until closed. Any number of processes may do so together.
 * @returns `close`: claims nothing more, and waits until requests under way have ended and are written down.
 */
export function startDeliveries(runtime: Runtime): { close(): Promise<void> } {
  const { clock, config, database, log, wakeups } = runtime
  const fetch = createGuardedFetch({ allowPrivate: config.webhookPrivateTargets })
  const budget = requestBudget(mostRequests)
  const tenants = new Map<TenantId, TenantDeliveries>()
  let isClosing = false
  let sweeping: Promise<void> | null = null

  const look = (tenantId: TenantId): void => {
    if (isClosing) return
    const known = tenants.get(tenantId)
    const deliveries = known ?? openTenantDeliveries(runtime, tenantId, { fetch, budget })
    if (!known) tenants.set(tenantId, deliveries)
    deliveries.look()
  }
  const sweepOnce = async (): Promise<void> => {
    try {
      for (const tenantId of await tenantsWithDueDeliveries(database, clock.now())) look(tenantId)
      for (const [tenantId, deliveries] of tenants) if (deliveries.isIdle) tenants.delete(tenantId)
    } catch (error) {
      log.warn({ err: error }, 'due deliveries could not be looked for; the next sweep tries again')
    } finally {
      sweeping = null
    }
  }
  const sweep = (): void => {
    if (!isClosing) sweeping ??= sweepOnce()
  }
  const stopListening = wakeups.on('delivery', (tenantId) => {
    if (tenantId) look(tenantId)
    else sweep()
  })
  const timer = setInterval(sweep, sweepEveryMs)
  sweep()
  return {
    close: async () => {
      isClosing = true
      stopListening()
      clearInterval(timer)
      await sweeping
      await Promise.all(tenants.values().map((deliveries) => deliveries.close()))
      await fetch.close()
    },
  }
}
