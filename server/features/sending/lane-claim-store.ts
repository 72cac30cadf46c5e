import { sql } from 'kysely'
import type { Database } from '../../database/database.ts'
import type { ConversationId, MediaId, MessageId } from '../../platform/ids.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import type { KnownName } from './recipient-address.ts'
import { uuidList } from './uuid-list.ts'

/** A claimed message with all that its request needs. */
export type ClaimedMessage = {
  messageId: MessageId
  conversationId: ConversationId
  /** With this one. */
  attemptCount: number
  createdAtMs: number
  type: string
  mediaId: MediaId | null
  contentSealed: Buffer
  /** Those that are valid now, the newest first. */
  names: KnownName[]
  /** The request that made the message, for the log. */
  requestId: string | null
}

/** The number as it is at the moment of a claim. */
export type LaneChannel = {
  isConnected: boolean
  phoneNumberId: string
  portfolioId: string | null
  /** Hexadecimal: compared, and opened only when it changed. */
  tokenSealed: string | null
}

export type Claim =
  /** Another process owns the lane: nothing more may be claimed under this fence. */
  | { kind: 'lost' }
  /** A person holds the lane, or it is paused. */
  | { kind: 'stopped' }
  | { kind: 'claimed'; channel: LaneChannel; messages: ClaimedMessage[] }

/** Up to so many messages are shown as `sending`; nobody follows one of hundreds for the moment it takes. */
const mostShown = 16

type ClaimedJson = [
  MessageId,
  ConversationId,
  number,
  number,
  string,
  MediaId | null,
  string,
  [KnownName['kind'], string, string][] | null,
  string | null,
]

/**
 * Claims messages right before their requests leave: once this is committed, a crash makes them `unknown`, not
 * sent again. The lane is locked against a change of owner meanwhile, so that nothing is claimed under an old fence.
 * A message with an older one of its priority to the same recipient before it is not claimed: here order is kept,
 * whatever the lane believed. Content and addresses come with the claim.
 */
export async function claimMessages(
  database: Database,
  lease: LaneLease,
  messageIds: readonly MessageId[],
  now: Date,
): Promise<Claim> {
  const { tenantId, channelId, fence } = lease
  const ids = uuidList(messageIds)
  const isShown = messageIds.length <= mostShown
  const [first, last] = boundsOf(messageIds)
  const { rows } = await sql<{
    isOwner: boolean
    mayClaim: boolean
    channel: LaneChannel | null
    messages: ClaimedJson[] | null
  }>`
    with mine as (
      select l.held_reason is null and (l.paused_until is null or l.paused_until <= ${now}) as may_claim
      from lane l
      where l.tenant_id = ${tenantId} and l.channel_id = ${channelId}
        and l.owner = ${lease.owner} and l.fence = ${fence} for share
    ), claimed as (
      update outbox o set state = 'sending', fence = ${fence}, sending_since = ${now},
        attempt_count = o.attempt_count + 1
      where o.tenant_id = ${tenantId} and o.message_id = any(${ids}::uuid[])
        and o.state = 'queued' and (select may_claim from mine)
        -- Counted, not "exists": that could be answered by reading the whole outbox.
        and (select count(*) from outbox e
          where e.tenant_id = ${tenantId} and e.channel_id = o.channel_id and e.contact_id = o.contact_id
            and e.priority = o.priority and e.message_id < o.message_id) = 0
      returning o.message_id, o.contact_id, o.attempt_count, o.created_at
    ), shown as (
      update message m set status = 'sending'
      where ${isShown} and m.tenant_id = ${tenantId} and m.id = any(${ids}::uuid[])
        and m.id in (select message_id from claimed) and m.status = 'queued'
    )
    select exists (select 1 from mine) as is_owner, coalesce((select may_claim from mine), false) as may_claim,
      (select json_build_object('isConnected', c.state = 'connected', 'phoneNumberId', c.phone_number_id,
          'portfolioId', c.portfolio_id, 'tokenSealed', encode(c.access_token_sealed, 'hex'))
        from channel c where c.tenant_id = ${tenantId} and c.id = ${channelId}) as channel,
      (select json_agg(json_build_array(m.id, m.conversation_id, claimed.attempt_count,
          extract(epoch from claimed.created_at) * 1000, m.type, m.media_id, encode(m.content_sealed, 'hex'),
          (select json_agg(json_build_array(i.kind, i.scope, i.value) order by i.valid_from desc)
            from contact_identity i
            -- Not "valid_to is null": that would also fit an index without the contact in it.
            where i.tenant_id = ${tenantId} and i.contact_id = claimed.contact_id
              and coalesce(i.valid_to, 'infinity') = 'infinity'),
          m.request_id))
        from claimed cross join lateral (
          select * from message where tenant_id = ${tenantId} and id = claimed.message_id
            -- Leaves out the other partitions before the statement is planned.
            and id between ${first} and ${last} order by id limit 1) m
        ) as messages`.execute(database.engine)
  const [row] = rows
  if (!row?.isOwner || !row.channel) return { kind: 'lost' }
  if (!row.mayClaim) return { kind: 'stopped' }
  return { kind: 'claimed', channel: row.channel, messages: (row.messages ?? []).map(toClaimed) }
}

function toClaimed(json: ClaimedJson): ClaimedMessage {
  const [messageId, conversationId, attemptCount, createdAtMs, type, mediaId, ...rest] = json
  const [content, names, requestId] = rest
  return {
    messageId,
    conversationId,
    attemptCount,
    createdAtMs,
    type,
    mediaId,
    contentSealed: Buffer.from(content, 'hex'),
    names: (names ?? []).map(([kind, scope, value]) => ({ kind, scope, value })),
    requestId,
  }
}

function boundsOf(ids: readonly MessageId[]): [MessageId | undefined, MessageId | undefined] {
  let [first, last] = [ids[0], ids[0]]
  for (const id of ids) {
    if (first === undefined || id < first) first = id
    if (last === undefined || id > last) last = id
  }
  return [first, last]
}

/**
 * Puts messages back that were claimed, perhaps, by a statement whose answer was lost: nothing of them has left.
 * @returns how many were claimed indeed.
 */
export async function returnUnseenClaims(
  database: Database,
  lease: LaneLease,
  messageIds: readonly MessageId[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    update outbox set state = 'queued', fence = null, sending_since = null, attempt_count = attempt_count - 1
    where tenant_id = ${lease.tenantId} and message_id = any(${uuidList(messageIds)}::uuid[])
      and state = 'sending' and fence = ${lease.fence}`.execute(database.engine)
  return Number(numAffectedRows ?? 0n)
}
