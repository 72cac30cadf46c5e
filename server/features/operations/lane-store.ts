import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'

export type LaneRow = {
  channelId: string
  name: string
  displayPhoneNumber: string
  isConnected: boolean
  isOwned: boolean
  messagesPerSecond: number
  qualityRating: 'green' | 'yellow' | 'red' | 'unknown'
  slowReason: string | null
  slowRate: number | null
  slowSince: Date | null
  pausedReason: string | null
  pausedUntil: Date | null
  heldReason: string | null
  heldAt: Date | null
}

/** The lanes of a tenant's numbers. A number that never sent anything may have none yet. */
export async function readLanesOfTenant(tx: TenantTx): Promise<LaneRow[]> {
  const { rows } = await sql<LaneRow>`
    select c.id as channel_id, c.name, c.display_phone_number, c.state = 'connected' as is_connected,
      coalesce(l.lease_until > clock_timestamp(), false) as is_owned,
      c.messages_per_second, c.quality_rating, l.slow_reason, l.slow_rate::float8 as slow_rate, l.slow_since,
      l.paused_reason, l.paused_until, l.held_reason, l.held_at
    from channel c left join lane l on l.tenant_id = c.tenant_id and l.channel_id = c.id
    where c.tenant_id = ${tx.tenantId} order by c.name, c.id`.execute(tx)
  return rows
}

export type LaneDepthRow = {
  channelId: string
  priority: number
  state: 'waiting' | 'later' | 'sending'
  count: number
  oldestAt: Date
}

/** What is still to leave of a tenant's numbers, by priority and state. */
export async function readLaneDepths(tx: TenantTx, now: Date): Promise<LaneDepthRow[]> {
  const { rows } = await sql<LaneDepthRow>`
    select channel_id, priority::int as priority,
      case when state = 'sending' then 'sending' when available_at > ${now} then 'later' else 'waiting' end as state,
      count(*)::float8 as count, min(created_at) as oldest_at
    from outbox where tenant_id = ${tx.tenantId} group by 1, 2, 3`.execute(tx)
  return rows
}
