import { sql } from 'kysely'
import type { Database, TenantTx } from '../../database/database.ts'
import type { ChannelId, ConversationId, MessageId } from '../../platform/ids.ts'
import type { LaneKey, LaneLease } from './lane-lease-across-tenants.ts'

export type AbandonedMessage = {
  messageId: MessageId
  conversationId: ConversationId
  priority: number
  isReaction: boolean
  fence: bigint
}

/** Messages that were on their way when their process lost the lane: nobody knows whether Meta has them. */
export async function abandonedMessages(
  tx: TenantTx,
  lease: LaneLease,
): Promise<AbandonedMessage[]> {
  const { rows } = await sql<AbandonedMessage>`
    select o.message_id, m.conversation_id, o.priority, m.type = 'reaction' as is_reaction, o.fence
    from outbox o join message m on m.tenant_id = o.tenant_id and m.id = o.message_id
    where o.tenant_id = ${tx.tenantId} and o.channel_id = ${lease.channelId}
      and o.state = 'sending' and o.fence < ${lease.fence}
    order by o.message_id`.execute(tx)
  return rows
}

/** What the lane has to know of its number and of what people decided, read now and then. */
export type LaneSettings = {
  messagesPerSecond: number
  qualityRating: 'green' | 'yellow' | 'red' | 'unknown'
  portfolioId: string | null
  /** People the portfolio may reach outside windows in 24 hours; null: no limit that we know. */
  messagingLimit: number | null
  pausedUntil: Date | null
  isHeld: boolean
  inboundCount: bigint
}

/** Null when the number is gone. */
export async function readLaneSettings(
  database: Database,
  lane: LaneKey,
): Promise<LaneSettings | null> {
  const { rows } = await sql<LaneSettings>`
    select c.messages_per_second, c.quality_rating, c.portfolio_id, l.paused_until,
      p.messaging_limit, l.held_reason is not null as is_held, coalesce(i.inbound_count, 0) as inbound_count
    from channel c
      join lane l on l.tenant_id = c.tenant_id and l.channel_id = c.id
      left join portfolio p on p.tenant_id = c.tenant_id and p.portfolio_id = c.portfolio_id
      left join channel_inbound i on i.tenant_id = c.tenant_id and i.channel_id = c.id
    where c.tenant_id = ${lane.tenantId} and c.id = ${lane.channelId}`.execute(database.engine)
  return rows[0] ?? null
}

/** Holds a lane back until a moment, because the number cannot send. */
export async function pauseLane(
  tx: TenantTx,
  channelId: ChannelId,
  pause: { reason: string; until: Date },
): Promise<void> {
  await tx
    .updateTable('lane')
    .set({ pausedReason: pause.reason, pausedUntil: pause.until })
    .where('tenantId', '=', tx.tenantId)
    .where('channelId', '=', channelId)
    .execute()
}

/** Lets a lane go on. A lane that is not paused is not even locked. */
export async function resumeLane(tx: TenantTx, channelId: ChannelId): Promise<void> {
  await tx
    .updateTable('lane')
    .set({ pausedReason: null, pausedUntil: null })
    .where('tenantId', '=', tx.tenantId)
    .where('channelId', '=', channelId)
    .where('pausedReason', 'is not', null)
    .execute()
}

/** Tells why a lane is slower than its number allows, or that it no longer is. */
export async function tellSlowdown(
  database: Database,
  lane: LaneKey,
  slowdown: { reason: string; messagesPerSecond: number; since: Date } | null,
): Promise<void> {
  await sql`
    update lane set slow_reason = ${slowdown?.reason ?? null}, slow_rate = ${slowdown?.messagesPerSecond ?? null},
      slow_since = ${slowdown?.since ?? null}
    where tenant_id = ${lane.tenantId} and channel_id = ${lane.channelId}
      and (slow_reason, slow_rate) is distinct from
        (${slowdown?.reason ?? null}::text, ${slowdown?.messagesPerSecond ?? null}::real)`.execute(
    database.engine,
  )
}
