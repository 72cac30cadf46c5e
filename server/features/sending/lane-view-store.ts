import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { ChannelId, UserId } from '../../platform/ids.ts'

/** Counting a million rows to show a number that nobody reads to the end would cost more than it tells. */
export const mostCounted = 100_000

export type LaneView = {
  channelId: ChannelId
  name: string
  displayPhoneNumber: string
  messagesPerSecond: number
  qualityRating: 'green' | 'yellow' | 'red' | 'unknown'
  slowReason: string | null
  slowRate: number | null
  slowSince: Date | null
  pausedReason: string | null
  pausedUntil: Date | null
  heldReason: string | null
  heldBy: UserId | null
  heldAt: Date | null
  messagingLimit: number | null
  reachedCount: number | null
  isServed: boolean
  unknown: number
  scheduled: number
  depths: { priority: number; count: number; oldestAt: string | null }[]
}

/** The lanes of a tenant's numbers, or one of them. A number that never sent has one too: an empty one. */
export async function readLaneViews(
  tx: TenantTx,
  channelId: ChannelId | null,
): Promise<LaneView[]> {
  const { rows } = await sql<LaneView>`
    select c.id as channel_id, c.name, c.display_phone_number, c.messages_per_second, c.quality_rating,
      l.slow_reason, l.slow_rate, l.slow_since, l.paused_reason, l.paused_until, l.held_reason, l.held_by, l.held_at,
      p.messaging_limit, p.reached_count, coalesce(l.lease_until > clock_timestamp(), false) as is_served,
      (select count(*)::int from unknown_outcome u
        where u.tenant_id = ${tx.tenantId} and u.channel_id = c.id and u.decided_at is null) as unknown,
      (select count(*)::int from scheduled_message s
        where s.tenant_id = ${tx.tenantId} and s.channel_id = c.id) as scheduled,
      (select json_agg(json_build_object('priority', d.priority, 'count', d.count, 'oldestAt', d.oldest_at))
        from generate_series(0, 3) as class (priority) cross join lateral (
          select class.priority, count(*) as count, min(q.created_at) as oldest_at from (
            select o.created_at from outbox o
            where o.tenant_id = ${tx.tenantId} and o.channel_id = c.id and o.priority = class.priority
            limit ${mostCounted + 1}) q) d) as depths
    from channel c
      left join lane l on l.tenant_id = c.tenant_id and l.channel_id = c.id
      left join portfolio p on p.tenant_id = c.tenant_id and p.portfolio_id = c.portfolio_id
    where c.tenant_id = ${tx.tenantId} and (${channelId}::uuid is null or c.id = ${channelId})
    order by c.name, c.id`.execute(tx)
  return rows
}

/** Holds a lane until somebody lets it go. @returns false when there is no such number. */
export async function holdLane(
  tx: TenantTx,
  channelId: ChannelId,
  hold: { reason: string; byUserId: string | null; at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into lane (tenant_id, channel_id, held_reason, held_by, held_at)
    select c.tenant_id, c.id, ${hold.reason}, ${hold.byUserId}::uuid, ${hold.at}
    from channel c where c.tenant_id = ${tx.tenantId} and c.id = ${channelId}
    on conflict (tenant_id, channel_id) do update
      set held_reason = excluded.held_reason, held_by = excluded.held_by, held_at = excluded.held_at`.execute(
    tx,
  )
  return numAffectedRows === 1n
}

/** Lets a lane go on, whoever or whatever stopped it. */
export async function letLaneGo(tx: TenantTx, channelId: ChannelId): Promise<void> {
  await sql`
    update lane set held_reason = null, held_by = null, held_at = null, paused_reason = null, paused_until = null
    where tenant_id = ${tx.tenantId} and channel_id = ${channelId}
      and (held_reason is not null or paused_reason is not null)`.execute(tx)
}
