import { sql } from 'kysely'
import type { Database } from '../../database/database.ts'
import type { ContactId, MessageId } from '../../platform/ids.ts'
import type { LaneKey } from './lane-lease-across-tenants.ts'
import type { HeadMessage, QueuedMessage } from './lane-window.ts'
import { uuidList } from './uuid-list.ts'

// What a lane reads of its outbox. Rows come as JSON in one value: thousands of them are parsed at once.

/** A portfolio whose limit counts, and since when somebody reached counts as reached. */
export type ReachFacts = { portfolioId: string; reachedSince: Date }

/** Whether a message starts a conversation with somebody who is not reached yet. Without a limit none does. */
const startsConversation = (lane: LaneKey, reach: ReachFacts | null) =>
  reach === null
    ? sql<boolean>`false`
    : sql<boolean>`(o.starts_conversation and not exists (
        select 1 from portfolio_reach r
        where r.tenant_id = ${lane.tenantId} and r.portfolio_id = ${reach.portfolioId}
          and r.contact_id = o.contact_id and r.reached_at > ${reach.reachedSince}))`

/** id, contact, priority, has media, starts a conversation */
type QueuedJson = [MessageId, ContactId, number, boolean, boolean]

const toQueued = ([messageId, contactId, priority, hasMedia, startsConversation]: QueuedJson) => ({
  messageId,
  contactId,
  priority,
  hasMedia,
  startsConversation,
})

/**
 * The next page of each priority that is to be looked through: messages that are due, oldest first.
 * @param positions  by priority: after which message to go on.
 * @param page.withoutStarters  leaves out messages that start a conversation.
 */
export async function readQueuePage(
  database: Database,
  lane: LaneKey,
  page: {
    positions: readonly { priority: number; after: MessageId }[]
    limit: number
    now: Date
    reach: ReachFacts | null
    withoutStarters: boolean
  },
): Promise<Map<number, QueuedMessage[]>> {
  const { positions, limit, now } = page
  const { rows } = await sql<{ found: QueuedJson[] | null }>`
    select json_agg(json_build_array(q.message_id, q.contact_id, q.priority, q.has_media, q.starts_conversation)
      order by q.priority, q.message_id) as found
    from unnest(${positions.map((one) => one.priority)}::smallint[],
        ${uuidList(positions.map((one) => one.after))}::uuid[]) as pass (priority, after)
      cross join lateral (
        select o.message_id, o.contact_id, o.priority, o.has_media,
          ${startsConversation(lane, page.reach)} as starts_conversation
        from outbox o
        where o.tenant_id = ${lane.tenantId} and o.channel_id = ${lane.channelId}
          -- As a row, not two conditions: those would also fit the key, which passes over everybody else's messages.
          and (o.priority, o.message_id) > (pass.priority, pass.after) and o.priority <= pass.priority
          and o.state = 'queued' and o.available_at <= ${now}
          and not (${page.withoutStarters} and ${startsConversation(lane, page.reach)})
        order by o.priority, o.message_id limit ${limit}) q`.execute(database.engine)
  return Map.groupBy((rows[0]?.found ?? []).map(toQueued), (message) => message.priority)
}

/** The oldest messages of some recipients, of each priority, whatever state they are in. */
export async function readHeads(
  database: Database,
  lane: LaneKey,
  contactIds: readonly ContactId[],
  { mostEach, reach }: { mostEach: number; reach: ReachFacts | null },
): Promise<HeadMessage[]> {
  type HeadJson = [QueuedJson, number, boolean]
  const { rows } = await sql<{ found: HeadJson[] | null }>`
    select json_agg(json_build_array(
        json_build_array(h.message_id, h.contact_id, h.priority, h.has_media, h.starts_conversation),
        extract(epoch from h.available_at) * 1000, h.state = 'sending') order by h.message_id) as found
    from unnest(${uuidList(contactIds)}::uuid[]) as recipient (id)
      cross join generate_series(0, 3) as class (priority)
      cross join lateral (
        select o.message_id, o.contact_id, o.priority, o.has_media, o.available_at, o.state,
          ${startsConversation(lane, reach)} as starts_conversation
        from outbox o
        where o.tenant_id = ${lane.tenantId} and o.channel_id = ${lane.channelId}
          and o.contact_id = recipient.id and o.priority = class.priority
        order by o.tenant_id, o.channel_id, o.contact_id, o.priority, o.message_id limit ${mostEach}) h`.execute(
    database.engine,
  )
  return (rows[0]?.found ?? []).map(([queued, availableAtMs, isSending]) => ({
    ...toQueued(queued),
    availableAtMs,
    isSending,
  }))
}
