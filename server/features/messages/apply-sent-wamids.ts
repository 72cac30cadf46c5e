import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { ChannelId } from '../../platform/ids.ts'
import type { KnownMessage } from './apply-waiting.ts'

/**
 * Binds wamids to messages whose answer from Meta we do not have (yet): the status webhook carries our
 * message id. That settles an unknown outcome; the message has left, so it leaves the outbox too.
 * A message that has another wamid already stays as it is.
 * @returns what was bound.
 */
export async function bindSentMessages(
  tx: TenantTx,
  channelId: ChannelId,
  claims: readonly KnownMessage[],
): Promise<KnownMessage[]> {
  if (claims.length === 0) return []
  const firsts = [...new Map(claims.map((claim) => [claim.messageId, claim])).values()].sort(
    (first, second) => (first.messageId < second.messageId ? -1 : 1),
  )
  const { rows } = await sql<KnownMessage>`
    update message set wamid = claim.wamid
    from unnest(${firsts.map((claim) => claim.messageId)}::uuid[], ${firsts.map((claim) => claim.wamid)}::text[])
      as claim (message_id, wamid)
    where message.tenant_id = ${tx.tenantId} and message.id = any(${firsts.map((claim) => claim.messageId)}::uuid[])
      and message.id = claim.message_id
      and message.channel_id = ${channelId} and message.direction = 'outbound'
      and (message.wamid is null or message.wamid = claim.wamid)
    returning message.id as message_id, message.wamid`.execute(tx)
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.messageId)
  await sql`
    insert into message_ref (tenant_id, channel_id, wamid, message_id)
    select ${tx.tenantId}::uuid, ${channelId}::uuid, wamid, message_id
    from unnest(${rows.map((row) => row.wamid)}::text[], ${ids}::uuid[]) as bound (wamid, message_id)
    on conflict (tenant_id, channel_id, wamid) do nothing`.execute(tx)
  await sql`
    delete from outbox where tenant_id = ${tx.tenantId} and message_id = any(${ids}::uuid[])`.execute(
    tx,
  )
  return rows
}
