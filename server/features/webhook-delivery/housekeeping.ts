import { z } from 'zod'
import type { TenantTx } from '../../database/database.ts'
import { addJob, type JobTasks } from '../../jobs/jobs.ts'
import type { TenantId, WebhookEndpointId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import {
  deleteDeliveries,
  deleteOrphans,
  deletePayloads,
  endpointIds,
  expireDeliveries,
} from './housekeeping-store.ts'
import { dayMs, giveUpAfterMs } from './retry-schedule.ts'
import { allTenants } from './tenants-across-tenants.ts'

/** Contents of what was delivered: long enough to notice a mistake after a weekend and replay. */
export const payloadDays = 7
/** Contents of what was given up. */
export const deadPayloadDays = 30
/** Who was told what when, without contents. */
export const deliveryDays = 90

/** Rows of one transaction: deleting by age must not hold locks or connections for long. */
const rowsPerBatch = 1_000
const everyMs = 60 * 60_000

const housekeepingTask = 'webhook-delivery.housekeeping'
export const removeEndpointTask = 'webhook-delivery.remove-endpoint'

export type RemoveEndpointPayload = { tenantId: TenantId; endpointId: WebhookEndpointId }
const RemoveEndpoint = z.object({ tenantId: z.string(), endpointId: z.string() })

/** Background work: contents and lists are deleted by age, and what waits too long is given up. */
export const webhookDeliveryTasks = (runtime: Runtime): JobTasks => ({
  [housekeepingTask]: async () => {
    // Planned first: a run that fails is not the last. By real time, which is the queue's.
    await planHousekeeping(runtime, new Date(Date.now() + everyMs))
    for (const tenantId of await allTenants(runtime.database)) await keepHouse(runtime, tenantId)
  },
  [removeEndpointTask]: async (payload) => {
    const { tenantId, endpointId } = RemoveEndpoint.parse(payload) as RemoveEndpointPayload
    await inBatches(runtime, tenantId, (tx) => deleteOrphans(tx, endpointId, rowsPerBatch))
  },
})

/** Plans the next run; there is one at most, however many processes plan it. */
export const planHousekeeping = (
  { database }: Pick<Runtime, 'database'>,
  runAt: Date,
): Promise<void> =>
  database.inEngine((tx) =>
    addJob(tx, { task: housekeepingTask, payload: {}, key: housekeepingTask, runAt }),
  )

/** Deletes and gives up what is old of one tenant. */
export async function keepHouse(
  runtime: Pick<Runtime, 'clock' | 'database'>,
  tenantId: TenantId,
): Promise<void> {
  const now = runtime.clock.now()
  const before = (days: number) => new Date(now.getTime() - days * dayMs)
  const endpoints = await runtime.database.inTenant(tenantId, endpointIds)
  for (const endpointId of endpoints) {
    const bound = new Date(now.getTime() - giveUpAfterMs)
    await inBatches(runtime, tenantId, (tx) =>
      expireDeliveries(tx, endpointId, { bound, now, limit: rowsPerBatch }),
    )
    await inBatches(runtime, tenantId, (tx) =>
      deleteDeliveries(tx, endpointId, { bound: before(deliveryDays), limit: rowsPerBatch }),
    )
  }
  await inBatches(runtime, tenantId, (tx) =>
    deletePayloads(tx, endpoints, {
      bound: before(payloadDays),
      lastBound: before(deadPayloadDays),
      limit: rowsPerBatch,
    }),
  )
}

/** Repeats a deletion, each time in a transaction of its own, until it finds no full batch any more. */
async function inBatches(
  { database }: Pick<Runtime, 'database'>,
  tenantId: TenantId,
  deleteSome: (tx: TenantTx) => Promise<number>,
): Promise<void> {
  let count = rowsPerBatch
  while (count === rowsPerBatch) count = await database.inTenant(tenantId, deleteSome)
}
