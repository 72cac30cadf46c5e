import { sql, type RawBuilder } from 'kysely'
import type { ConversationView } from '#shared/contracts/conversation.ts'
import type { TenantTx } from '../../database/database.ts'
import type { ConversationId, MessageId } from '../../platform/ids.ts'
import { isBefore, type ListPosition } from './conversation-list-store.ts'
import { viewCondition, type Viewer } from './conversation-views.ts'

/** Messages that carry all hashes of the words; they may still turn out not to match. */
export type TokenMatch = { conversationId: ConversationId; messageId: MessageId }

/** A conversation that may match. `messageIds` are newest messages of it that carry all hashes. */
export type SearchHit = {
  id: ConversationId
  position: string
  isContactMatch: boolean
  messageIds: MessageId[] | null
}

export type SearchPage = {
  text: string
  view: ConversationView
  before: ListPosition | null
  limit: number
}

/** So many messages of one conversation are opened at most, to see whether its words are really there. */
const mostMessagesOfHit = 20

/** Up to `most` messages with all of `tokens`, from the search index, in no useful order. */
export async function tokenMatches(
  tx: TenantTx,
  tokens: readonly number[],
  most: number,
): Promise<TokenMatch[]> {
  if (tokens.length === 0) return []
  const { rows } = await sql<TokenMatch>`
    select * from messages_with_tokens(${tx.tenantId}, ${[...tokens]}::int[], ${most})`.execute(tx)
  return rows
}

/** The next conversations that match by contact or are among `matches`: for words that are rare. */
export async function hitsAmong(
  tx: TenantTx,
  viewer: Viewer,
  page: SearchPage,
  matches: readonly TokenMatch[],
): Promise<SearchHit[]> {
  const { rows } = await sql<SearchHit>`
    with match as materialized (
      select distinct on (id) id, is_contact_match, message_ids from (
        select c.id, true as is_contact_match, null::uuid[] as message_ids from conversation c
        where c.tenant_id = ${tx.tenantId} and c.contact_id in (${contactMatches(tx, page.text)})
        union all
        select conversation_id, false, (array_agg(message_id order by message_id desc))[1:${sql.lit(mostMessagesOfHit)}]
        from unnest(${matches.map((match) => match.conversationId)}::uuid[],
          ${matches.map((match) => match.messageId)}::uuid[]) as message_match (conversation_id, message_id)
        group by conversation_id
      ) either order by id, is_contact_match desc
    )
    select c.id, c.last_activity_at::text as position, match.is_contact_match, match.message_ids
    from match join conversation c on c.tenant_id = ${tx.tenantId} and c.id = match.id
    where ${isInView(page.view, viewer)} and ${isBefore(page.before)}
    order by c.last_activity_at desc, c.id desc limit ${page.limit}`.execute(tx)
  return rows
}

/**
 * The next `page.limit` conversations, matching or not, with what matches in each: for words so common that going
 * through the latest conversations finds a page sooner than collecting every message.
 */
export async function hitsOnTheWay(
  tx: TenantTx,
  viewer: Viewer,
  page: SearchPage,
  tokens: readonly number[],
): Promise<SearchHit[]> {
  const { rows } = await sql<SearchHit>`
    with contact_match as materialized (${contactMatches(tx, page.text)}),
    latest as materialized (
      select c.id, c.contact_id, c.last_activity_at from conversation c
      where c.tenant_id = ${tx.tenantId} and ${isInView(page.view, viewer)} and ${isBefore(page.before)}
      order by c.last_activity_at desc, c.id desc limit ${page.limit}
    )
    select c.id, c.last_activity_at::text as position, contact_match.id is not null as is_contact_match,
      array(
        select m.id from message m
        where m.tenant_id = ${tx.tenantId} and m.conversation_id = c.id and m.search_tokens @> ${[...tokens]}::int[]
        order by m.occurred_at desc, m.id desc limit ${sql.lit(mostMessagesOfHit)}
      ) as message_ids
    from latest c left join contact_match on contact_match.id = c.contact_id
    order by c.last_activity_at desc, c.id desc`.execute(tx)
  return rows
}

/** A search over "all" means everything that was ever said, also what is resolved. */
const isInView = (view: ConversationView, viewer: Viewer): RawBuilder<boolean> =>
  view === 'all' ? sql`true` : viewCondition(view, viewer)

/** Contacts whose name has every word, or whose number, username or BSUID has the text. */
function contactMatches(tx: TenantTx, text: string): RawBuilder<unknown> {
  const words = text.split(/\s+/u).filter(Boolean).slice(0, 8)
  const nameHasWords = words.map((word) => sql`contact.name_search like lower(${containing(word)})`)
  const digits = /^[+()\-.\s\d]+$/u.test(text) ? text.replace(/\D/gu, '') : ''
  return sql`
    select contact.id from contact
    where contact.tenant_id = ${tx.tenantId} and ${sql.join(nameHasWords, sql` and `)}
    union
    select identity.contact_id from contact_identity identity
    where identity.tenant_id = ${tx.tenantId} and identity.valid_to is null and (
      (identity.kind = 'username' and identity.value ilike ${containing(text.replace(/^@/u, ''))})
      or (identity.kind = 'wa_id' and ${digits.length >= 3} and identity.value like ${`%${digits}%`})
      or (identity.kind in ('bsuid', 'parent_bsuid') and identity.value = ${text}))`
}

/** An ILIKE pattern of a text that people typed: its own signs mean themselves. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/gu, String.raw`\$&`)}%`
