import { sql, type RawBuilder } from 'kysely'
import type { ConversationView } from '#shared/contracts/conversation.ts'
import type { TenantTx } from '../../database/database.ts'
import type { MessageId } from '../../platform/ids.ts'
import { isBefore, type ListPosition } from './conversation-list-store.ts'
import { viewCondition, type Viewer } from './conversation-views.ts'

/** A conversation that may match. `messageIds` are its newest messages that carry all the words' hashes. */
export type SearchHit = {
  id: string
  position: string
  isContactMatch: boolean
  messageIds: MessageId[] | null
}

/** So many messages of one conversation are opened at most, to see whether its words are really there. */
const mostMessagesOfHit = 20

/**
 * The next conversations that match by contact, or that have messages with all of `tokens`. Hashes of 32 bits
 * and prefixes of 12 letters can be wrong about messages: the caller opens those before showing them.
 */
export async function searchHits(
  tx: TenantTx,
  viewer: Viewer,
  search: {
    text: string
    tokens: readonly number[]
    view: ConversationView
    before: ListPosition | null
    limit: number
  },
): Promise<SearchHit[]> {
  // A search over "all" means everything that was ever said, also what is resolved.
  const inView = search.view === 'all' ? sql`true` : viewCondition(search.view, viewer)
  const { rows } = await sql<SearchHit>`
    with contact_match as materialized (${contactMatches(tx, search.text)}),
    message_match as materialized (
      select m.conversation_id, (array_agg(m.id order by m.occurred_at desc, m.id desc))[1:${sql.lit(mostMessagesOfHit)}] as message_ids
      from message m
      where m.tenant_id = ${tx.tenantId} and ${search.tokens.length > 0}
        and m.search_tokens @> ${[...search.tokens]}::int[]
      group by m.conversation_id
    )
    select c.id, c.last_activity_at::text as position, contact_match.id is not null as is_contact_match,
      message_match.message_ids
    from conversation c
    left join contact_match on contact_match.id = c.contact_id
    left join message_match on message_match.conversation_id = c.id
    where c.tenant_id = ${tx.tenantId} and (contact_match.id is not null or message_match.conversation_id is not null)
      and ${inView} and ${isBefore(search.before)}
    order by c.last_activity_at desc, c.id desc limit ${search.limit}`.execute(tx)
  return rows
}

/** Contacts whose name has every word, or whose number, username or BSUID has the text. */
function contactMatches(tx: TenantTx, text: string): RawBuilder<unknown> {
  const words = text.split(/\s+/u).filter(Boolean).slice(0, 8)
  const nameHasWords = words.map((word) => {
    const pattern = containing(word)
    return sql`(contact.name ilike ${pattern} or contact.profile_name ilike ${pattern})`
  })
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
