import type { LiveHint } from '#shared/contracts/live-event.ts'
import type { TenantId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { applyToTenant } from './apply-to-tenant.ts'
import { enterTenant } from './enter-tenant.ts'
import { deleteFromJournal, lockBucket, oldestOfBucket, sealBody } from './journal-store.ts'
import { parkPayloads } from './parked-store-across-tenants.ts'
import { placePayloads, type Unplaced } from './place-payloads.ts'

/** `busy`: another process applies this bucket. `done`: so many payloads were applied or set aside. */
export type BucketResult = { kind: 'busy' } | { kind: 'done'; count: number }

type ProcessRuntime = Pick<
  Runtime,
  'clock' | 'database' | 'hints' | 'keyring' | 'log' | 'metrics' | 'wakeups'
>

/**
 * Applies the oldest payloads of a bucket and takes them out of the journal, in one transaction: each takes
 * effect exactly once, wherever the process dies. Screens are told after the commit.
 * @throws what applying threw; then nothing has happened.
 */
export async function processBucket(
  runtime: ProcessRuntime,
  bucket: number,
  limit: number,
): Promise<BucketResult> {
  const { clock, database, hints, keyring, wakeups } = runtime
  const platform = await keyring.forPlatform()
  const told: { tenantId: TenantId; hint: LiveHint }[] = []
  const toDeliver = new Set<TenantId>()
  const received: Date[] = []
  const result = await database.inEngine<BucketResult>(async (tx) => {
    if (!(await lockBucket(tx, bucket))) return { kind: 'busy' }
    const rows = await oldestOfBucket(tx, bucket, limit)
    if (rows.length === 0) return { kind: 'done', count: 0 }
    const now = clock.now()
    const { ofTenant, unplaced } = await placePayloads(tx, platform, rows)
    for (const [tenantId, ofOne] of ofTenant) {
      const sealer = await keyring.forTenant(tenantId)
      const applied = await enterTenant(tx, tenantId, (tenantTx) =>
        applyToTenant(runtime, tenantTx, sealer, ofOne, { now }),
      )
      told.push(...applied.hints.map((hint) => ({ tenantId, hint })))
      if (applied.deliveries > 0) toDeliver.add(tenantId)
    }
    await parkPayloads(tx, parkedRows(platform, unplaced, now))
    await deleteFromJournal(
      tx,
      bucket,
      rows.map((row) => row.id),
    )
    logUnplaced(runtime, unplaced)
    received.push(...rows.map((row) => row.receivedAt))
    return { kind: 'done', count: rows.length }
  })
  for (const tenantId of toDeliver) wakeups.wake('delivery', tenantId)
  for (const { tenantId, hint } of told) hints.publish(tenantId, hint)
  measureLag(runtime, received)
  return result
}

/** From a webhook's arrival to its commit. What was parked and replayed counts from its first arrival too. */
function measureLag({ clock, metrics }: ProcessRuntime, received: readonly Date[]): void {
  const lag = metrics.histogram({
    name: 'keepword_intake_lag_seconds',
    help: 'Time from the arrival of a webhook until its effects are stored.',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600],
  })
  const nowMs = clock.now().getTime()
  for (const at of received) lag.observe(Math.max(0, nowMs - at.getTime()) / 1000)
}

/**
 * Sets the oldest payload of a bucket aside, after it could not be applied even alone, so that it does not
 * hold up the others.
 * @returns whether there was one.
 */
export async function parkOldest(
  { clock, database, log }: ProcessRuntime,
  bucket: number,
  failure: unknown,
): Promise<boolean> {
  return database.inEngine(async (tx) => {
    if (!(await lockBucket(tx, bucket))) return false
    const [row] = await oldestOfBucket(tx, bucket, 1)
    if (!row) return false
    const detail = failureWords(failure)
    await parkPayloads(tx, [{ ...row, reason: 'not_applied', detail, parkedAt: clock.now() }])
    await deleteFromJournal(tx, bucket, [row.id])
    log.error({ err: failure, bucket, journalId: row.id, appId: row.appId }, 'webhook set aside')
    return true
  })
}

/** Name and code of an error. Its message may hold values from the payload. */
function failureWords(failure: unknown): string {
  const { name, code } = failure as { name?: unknown; code?: unknown }
  return [name, code].filter((word) => typeof word === 'string').join(' ') || 'unknown error'
}

const parkedRows = (platform: Sealer, unplaced: readonly Unplaced[], parkedAt: Date) =>
  unplaced.map(({ row, body, reason, detail }) => ({
    ...row,
    bodySealed: Buffer.isBuffer(body) ? row.bodySealed : sealBody(platform, row.id, body),
    reason,
    detail,
    parkedAt,
  }))

function logUnplaced({ log }: ProcessRuntime, unplaced: readonly Unplaced[]): void {
  for (const { row, reason } of unplaced)
    log.warn({ journalId: row.id, appId: row.appId, reason }, 'webhook set aside')
}
