import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import {
  newId,
  type ChannelId,
  type ContactId,
  type ConversationId,
  type MessageId,
} from '../../platform/ids.ts'

export type ConversationKey = { channelId: ChannelId; contactId: ContactId }

const textOf = ({ channelId, contactId }: ConversationKey): string => `${channelId} ${contactId}`

/**
 * Finds the conversation of each contact with each number, or starts it.
 * @param startedAt  of the ones that are new: the time of what starts them.
 * @returns the conversation of each key, in the same order.
 */
export async function ensureConversations(
  tx: TenantTx,
  keys: readonly (ConversationKey & { startedAt: Date })[],
): Promise<ConversationId[]> {
  const known = new Map<string, ConversationId>()
  const find = async (): Promise<void> => {
    const rows = await tx
      .selectFrom('conversation')
      .select(['id', 'channelId', 'contactId'])
      .where('tenantId', '=', tx.tenantId)
      .where('channelId', 'in', [...new Set(keys.map((key) => key.channelId))])
      .where('contactId', 'in', [...new Set(keys.map((key) => key.contactId))])
      .execute()
    for (const row of rows) known.set(`${row.channelId} ${row.contactId}`, row.id as ConversationId)
  }
  if (keys.length === 0) return []
  await find()
  const missing = new Map(
    keys.filter((key) => !known.has(textOf(key))).map((key) => [textOf(key), key]),
  )
  if (missing.size > 0) {
    await tx
      .insertInto('conversation')
      .values(
        [...missing.values()].map(({ channelId, contactId, startedAt }) => ({
          tenantId: tx.tenantId,
          id: newId<ConversationId>(),
          channelId,
          contactId,
          lastActivityAt: startedAt,
          createdAt: startedAt,
        })),
      )
      // Somebody may write to this contact at the same moment.
      .onConflict((conflict) =>
        conflict.columns(['tenantId', 'channelId', 'contactId']).doNothing(),
      )
      .execute()
    await find()
  }
  return keys.map((key) => {
    const id = known.get(textOf(key))
    if (!id) throw new Error('a conversation that was just made is not there')
    return id
  })
}

/** Those of the conversations that a message of the contact would open again. */
export async function restingConversations(
  tx: TenantTx,
  ids: readonly ConversationId[],
): Promise<ConversationId[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('conversation')
    .select('id')
    .where('tenantId', '=', tx.tenantId)
    .where('id', 'in', [...new Set(ids)])
    .where('status', '<>', 'open')
    .execute()
  return rows.map((row) => row.id as ConversationId)
}

/** What has happened in one conversation. */
export type ConversationActivity = {
  conversationId: ConversationId
  messageId: MessageId | null
  occurredAt: Date
  /**
   * `inbound`: the contact wrote, counts as unread and asks for a reply. `sign_of_life`: a reaction or a call;
   * it opens the customer service window only. `outbound`: the business wrote. `notice`: neither.
   */
  kind: 'inbound' | 'sign_of_life' | 'outbound' | 'notice'
}

type Summary = {
  inboundCount: number
  inboundAt: Date | null
  windowAt: Date | null
  outboundAt: Date | null
  newestId: MessageId | null
  newestAt: Date | null
}

const later = (one: Date | null, other: Date): Date => (one && one > other ? one : other)

/**
 * Brings conversations up to date with what has happened in them, in one statement.
 * What comes late does not become the last message; a new message of the contact reopens what was resolved,
 * snoozed or pending, and asks for a reply unless the business has written since.
 */
export async function recordActivity(
  tx: TenantTx,
  activities: readonly ConversationActivity[],
): Promise<void> {
  if (activities.length === 0) return
  const summaries = new Map<ConversationId, Summary>()
  for (const { conversationId, messageId, occurredAt, kind } of activities) {
    const summary = summaries.get(conversationId) ?? {
      inboundCount: 0,
      inboundAt: null,
      windowAt: null,
      outboundAt: null,
      newestId: null,
      newestAt: null,
    }
    if (kind === 'inbound') {
      summary.inboundCount += 1
      summary.inboundAt = later(summary.inboundAt, occurredAt)
    }
    if (kind === 'inbound' || kind === 'sign_of_life')
      summary.windowAt = later(summary.windowAt, occurredAt)
    if (kind === 'outbound') summary.outboundAt = later(summary.outboundAt, occurredAt)
    if (messageId && (summary.newestAt === null || occurredAt >= summary.newestAt)) {
      summary.newestId = messageId
      summary.newestAt = occurredAt
    }
    summaries.set(conversationId, summary)
  }
  // Always in the order of ids, so that two transactions cannot wait for each other.
  const ordered = [...summaries].sort(([first], [second]) => (first < second ? -1 : 1))
  const column = <T>(read: (summary: Summary) => T): T[] =>
    ordered.map(([, summary]) => read(summary))
  await sql`
    update conversation set
      inbound_count = conversation.inbound_count + news.inbound_count,
      last_inbound_at = greatest(conversation.last_inbound_at, news.window_at),
      last_outbound_at = greatest(conversation.last_outbound_at, news.outbound_at),
      needs_reply = case
        when news.inbound_at > coalesce(greatest(conversation.last_outbound_at, news.outbound_at), '-infinity') then true
        when news.outbound_at >= coalesce(conversation.last_inbound_at, '-infinity') then false
        else conversation.needs_reply end,
      status = case when news.inbound_count > 0 then 'open' else conversation.status end,
      snoozed_until = case when news.inbound_count > 0 then null else conversation.snoozed_until end,
      last_message_id = case
        when conversation.last_message_id is null or news.newest_at >= conversation.last_activity_at
        then coalesce(news.newest_id, conversation.last_message_id) else conversation.last_message_id end,
      last_activity_at = greatest(conversation.last_activity_at, news.newest_at)
    from unnest(${ordered.map(([id]) => id)}::uuid[], ${column((one) => one.inboundCount)}::int[],
      ${column((one) => one.inboundAt)}::timestamptz[], ${column((one) => one.windowAt)}::timestamptz[],
      ${column((one) => one.outboundAt)}::timestamptz[], ${column((one) => one.newestId)}::uuid[],
      ${column((one) => one.newestAt)}::timestamptz[])
      as news (id, inbound_count, inbound_at, window_at, outbound_at, newest_id, newest_at)
    where conversation.tenant_id = ${tx.tenantId} and conversation.id = any(${ordered.map(([id]) => id)}::uuid[])
      and conversation.id = news.id`.execute(tx)
}
