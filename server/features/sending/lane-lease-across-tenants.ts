import { sql } from 'kysely'
import type { Database } from '../../database/database.ts'
import type { ChannelId, TenantId } from '../../platform/ids.ts'

/**
 * Which process sends for a number. Leases run on the database's clock: it is the one clock that all processes
 * share, and one that nobody moves. Every change of owner raises the fence; what was claimed under a lower one
 * belongs to a process that lost the lane.
 */
export type LaneKey = { tenantId: TenantId; channelId: ChannelId }

export type LaneLease = LaneKey & {
  owner: string
  fence: bigint
  /**
   * When the lease surely still holds, on `performance.now()`: counted from before the statement that took it, so
   * that it never ends later here than in the database.
   */
  endsAtMs: number
}

/** Numbers with something in their outbox that no other process holds. One index probe for each lane. */
export async function findLanesToOwn(database: Database, owner: string): Promise<LaneKey[]> {
  const { rows } = await sql<LaneKey>`
    /* across tenants: finds lanes with work, one row for each number */
    select l.tenant_id, l.channel_id from lane l
    where (l.owner is null or l.owner = ${owner} or l.lease_until < clock_timestamp())
      and exists (select 1 from outbox o where o.tenant_id = l.tenant_id and o.channel_id = l.channel_id)`.execute(
    database.engine,
  )
  return rows
}

/** Takes a lane that is free or whose lease ran out. @returns null when another process was faster. */
export async function acquireLane(
  database: Database,
  { tenantId, channelId }: LaneKey,
  owner: string,
  leaseMs: number,
): Promise<LaneLease | null> {
  const endsAtMs = performance.now() + leaseMs
  const { rows } = await sql<{ fence: bigint }>`
    update lane set owner = ${owner}, fence = fence + 1,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseMs / 1000})
    where tenant_id = ${tenantId} and channel_id = ${channelId}
      and (owner is null or lease_until < clock_timestamp())
    returning fence`.execute(database.engine)
  const [row] = rows
  return row ? { tenantId, channelId, owner, fence: row.fence, endsAtMs } : null
}

/**
 * Keeps a lane.
 * @returns until when, as `endsAtMs`; null when it was lost: nothing more may be claimed under this fence.
 */
export async function renewLane(
  database: Database,
  lease: LaneLease,
  leaseMs: number,
): Promise<number | null> {
  const endsAtMs = performance.now() + leaseMs
  const { numAffectedRows } = await sql`
    update lane set lease_until = clock_timestamp() + make_interval(secs => ${leaseMs / 1000})
    where tenant_id = ${lease.tenantId} and channel_id = ${lease.channelId}
      and owner = ${lease.owner} and fence = ${lease.fence}`.execute(database.engine)
  return numAffectedRows === 1n ? endsAtMs : null
}

/** Gives a lane back, so that another process need not wait for the lease to run out. */
export async function releaseLane(database: Database, lease: LaneLease): Promise<void> {
  await sql`
    update lane set owner = null, lease_until = null
    where tenant_id = ${lease.tenantId} and channel_id = ${lease.channelId}
      and owner = ${lease.owner} and fence = ${lease.fence}`.execute(database.engine)
}
