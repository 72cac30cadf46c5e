import { sql } from 'kysely'
import type { Database } from '../../database/database.ts'
import { journalBuckets } from '../webhook-intake/webhook-intake.ts'

/** Webhooks that are stored and not yet applied. The oldest is one probe of the primary key for each bucket. */
export async function readJournal(database: Database) {
  const { rows } = await sql<{ count: number; oldestAt: Date | null }>`
    /* across tenants: metrics */
    select (select count(*)::float8 from journal) as count, (
      select min(oldest.received_at) from generate_series(0, ${journalBuckets - 1}::int) as candidate (bucket)
        cross join lateral (
          select received_at from journal where journal.bucket = candidate.bucket order by id limit 1) oldest
    ) as oldest_at`.execute(database.engine)
  return rows[0] ?? { count: 0, oldestAt: null }
}

export async function readParked(database: Database) {
  const { rows } = await sql<{ reason: string; count: number; oldestAt: Date }>`
    /* across tenants: metrics */
    select reason, count(*)::float8 as count, min(parked_at) as oldest_at
    from journal_parked group by reason order by count(*) desc, reason`.execute(database.engine)
  return rows
}

export type OutboxDepth = {
  priority: number
  state: 'waiting' | 'later' | 'sending'
  count: number
  oldestAt: Date
}

/** Messages that are still to leave, by priority and state. `later`: their time has not come. */
export async function readOutbox(database: Database, now: Date): Promise<OutboxDepth[]> {
  const { rows } = await sql<OutboxDepth>`
    /* across tenants: metrics */
    select priority::int as priority,
      case when state = 'sending' then 'sending' when available_at > ${now} then 'later' else 'waiting' end as state,
      count(*)::float8 as count, min(created_at) as oldest_at
    from outbox group by 1, 2 order by 1, 2`.execute(database.engine)
  return rows
}

/** Lanes of connected numbers; a number that never sent has none yet, and is free. One paused or held has no pace. */
export async function readLanes(database: Database, now: Date) {
  const { rows } = await sql<{
    count: number
    owned: number
    slowed: number
    paused: number
    held: number
    pace: number
    cap: number
  }>`
    /* across tenants: metrics */
    select count(*)::float8 as count,
      (count(*) filter (where lease_until > clock_timestamp()))::float8 as owned,
      (count(*) filter (where slow_reason is not null))::float8 as slowed,
      (count(*) filter (where paused_until > ${now}))::float8 as paused,
      (count(*) filter (where held_reason is not null))::float8 as held,
      coalesce(sum(coalesce(slow_rate, messages_per_second))
        filter (where held_reason is null and (paused_until is null or paused_until <= ${now})), 0)::float8 as pace,
      coalesce(sum(messages_per_second), 0)::float8 as cap
    from channel left join lane on lane.tenant_id = channel.tenant_id and lane.channel_id = channel.id
    where channel.state = 'connected'`.execute(database.engine)
  return rows[0] ?? { count: 0, owned: 0, slowed: 0, paused: 0, held: 0, pace: 0, cap: 0 }
}

/** Requests whose answer never came, and that neither a status nor the end of the wait has decided. */
export async function readUnknown(database: Database) {
  const { rows } = await sql<{ count: number; oldestAt: Date | null }>`
    /* across tenants: metrics */
    select count(*)::float8 as count, min(since) as oldest_at
    from unknown_outcome where decided_at is null`.execute(database.engine)
  return rows[0] ?? { count: 0, oldestAt: null }
}

/** Events for tenants' endpoints. Delivered ones are not counted: they are many, and done. */
export async function readDeliveries(database: Database) {
  const { rows } = await sql<{ pending: number; dead: number; oldestPendingAt: Date | null }>`
    /* across tenants: metrics */
    select pending.count as pending, pending.oldest_at as oldest_pending_at, dead.count as dead
    from (select count(*)::float8 as count, min(created_at) as oldest_at
        from webhook_delivery where state = 'pending') pending,
      (select count(*)::float8 as count from webhook_delivery where state = 'dead') dead`.execute(
    database.engine,
  )
  return rows[0] ?? { pending: 0, dead: 0, oldestPendingAt: null }
}

/** The health of tenants' endpoints, as the delivery service keeps it. */
export async function readEndpoints(database: Database, now: Date) {
  const { rows } = await sql<{
    healthy: number
    failing: number
    paused: number
    disabled: number
  }>`
    /* across tenants: metrics */
    select (count(*) filter (where is_enabled and failing_since is null))::float8 as healthy,
      (count(*) filter (where is_enabled and failing_since is not null
        and (paused_until is null or paused_until <= ${now})))::float8 as failing,
      (count(*) filter (where is_enabled and failing_since is not null and paused_until > ${now}))::float8 as paused,
      (count(*) filter (where not is_enabled and disabled_reason is not null))::float8 as disabled
    from webhook_endpoint`.execute(database.engine)
  return rows[0] ?? { healthy: 0, failing: 0, paused: 0, disabled: 0 }
}
