import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type {
  ChannelId,
  ContactId,
  ConversationId,
  MediaId,
  MessageId,
} from '../../platform/ids.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'

/** The oldest message of a recipient that waits, with what is needed to send it. */
export type WaitingMessage = {
  messageId: MessageId
  contactId: ContactId
  conversationId: ConversationId
  attemptCount: number
  availableAt: Date
  createdAt: Date
  type: string
  mediaId: MediaId | null
  contentSealed: Buffer
}

/**
 * The oldest waiting message of each recipient, those first whose most urgent message is most urgent. Order per
 * recipient holds: a message behind one that waits for its next try, or is on its way, is not looked at.
 * @param exceptContactIds  recipients that are served at the moment, or wait.
 */
export async function headOfEachRecipient(
  tx: TenantTx,
  channelId: ChannelId,
  exceptContactIds: readonly ContactId[],
  limit: number,
): Promise<WaitingMessage[]> {
  const { rows } = await sql<WaitingMessage>`
    with urgent as (
      select contact_id, priority, message_id from outbox
      where tenant_id = ${tx.tenantId} and channel_id = ${channelId} and state = 'queued'
        and contact_id <> all(${[...exceptContactIds]}::uuid[])
      order by priority, message_id limit ${limit * 4}
    ), recipient as (
      select contact_id, min(priority) as priority, min(message_id::text) as first_id
      from urgent group by contact_id
    )
    select h.message_id, h.contact_id, m.conversation_id, h.attempt_count, h.available_at, h.created_at,
      m.type, m.media_id, m.content_sealed
    from recipient r
      cross join lateral (
        select * from outbox o
        where o.tenant_id = ${tx.tenantId} and o.channel_id = ${channelId} and o.contact_id = r.contact_id
        order by o.message_id limit 1) h
      join message m on m.tenant_id = ${tx.tenantId} and m.id = h.message_id
    where h.state = 'queued'
    order by r.priority, r.first_id limit ${limit}`.execute(tx)
  return rows
}

/**
 * Claims messages right before their requests leave: once this is committed, a crash makes them `unknown`, not
 * sent again. The lane is locked against a change of owner meanwhile, so that nothing is claimed under an old fence.
 * @returns those that were claimed, and whether the lane is still this process's.
 */
export async function claimMessages(
  tx: TenantTx,
  lease: LaneLease,
  messageIds: readonly MessageId[],
  now: Date,
): Promise<{ isOwner: boolean; claimedIds: MessageId[] }> {
  const { rows } = await sql<{ isOwner: boolean; claimedIds: MessageId[] }>`
    with mine as (
      select 1 from lane
      where tenant_id = ${tx.tenantId} and channel_id = ${lease.channelId}
        and owner = ${lease.owner} and fence = ${lease.fence} for share
    ), claimed as (
      update outbox set state = 'sending', fence = ${lease.fence}, sending_since = ${now},
        attempt_count = attempt_count + 1
      where tenant_id = ${tx.tenantId} and message_id = any(${[...messageIds]}::uuid[])
        and state = 'queued' and exists (select 1 from mine)
      returning message_id
    ), shown as (
      update message set status = 'sending'
      where tenant_id = ${tx.tenantId} and id in (select message_id from claimed) and status = 'queued'
    )
    select exists (select 1 from mine) as is_owner,
      array(select message_id from claimed) as claimed_ids`.execute(tx)
  return rows[0] ?? { isOwner: false, claimedIds: [] }
}

export type AbandonedMessage = {
  messageId: MessageId
  conversationId: ConversationId
  fence: bigint
}

/** Messages that were on their way when their process lost the lane: nobody knows whether Meta has them. */
export async function abandonedMessages(
  tx: TenantTx,
  lease: LaneLease,
): Promise<AbandonedMessage[]> {
  const { rows } = await sql<AbandonedMessage>`
    select o.message_id, m.conversation_id, o.fence from outbox o
      join message m on m.tenant_id = o.tenant_id and m.id = o.message_id
    where o.tenant_id = ${tx.tenantId} and o.channel_id = ${lease.channelId}
      and o.state = 'sending' and o.fence < ${lease.fence}`.execute(tx)
  return rows
}

/** Whether the lane is held back, and for what reason. */
export async function findPause(
  tx: TenantTx,
  channelId: ChannelId,
): Promise<{ reason: string; until: Date } | null> {
  const row = await tx
    .selectFrom('lane')
    .select(['pausedReason', 'pausedUntil'])
    .where('tenantId', '=', tx.tenantId)
    .where('channelId', '=', channelId)
    .executeTakeFirst()
  return row?.pausedReason && row.pausedUntil
    ? { reason: row.pausedReason, until: row.pausedUntil }
    : null
}

/** Holds a lane back until a moment. */
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
