import type { TenantTx } from '../../database/database.ts'
import type { ChannelId } from '../../platform/ids.ts'
import { sql } from 'kysely'

/**
 * Counts messages that came in on numbers of this tenant: they use up the same throughput as those that leave. The
 * lane of a number reads the count now and then; it never waits for this row.
 */
export async function countInbound(
  tx: TenantTx,
  received: readonly { channelId: ChannelId }[],
): Promise<void> {
  const counts = [...Map.groupBy(received, (one) => one.channelId)]
    .map(([channelId, messages]) => ({ channelId, count: messages.length }))
    .sort((one, other) => (one.channelId < other.channelId ? -1 : 1))
  if (counts.length === 0) return
  await sql`
    insert into channel_inbound (tenant_id, channel_id, inbound_count)
    select ${tx.tenantId}::uuid, n.channel_id, n.count
    from unnest(${counts.map((one) => one.channelId)}::uuid[], ${counts.map((one) => one.count)}::bigint[])
      as n (channel_id, count)
    on conflict (tenant_id, channel_id) do update
      set inbound_count = channel_inbound.inbound_count + excluded.inbound_count`.execute(tx)
}
