import { sql } from 'kysely'
import type { ConversationView } from '#shared/contracts/conversation.ts'
import type { TenantTx } from '../../database/database.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import { queryTokens, searchWords } from '../../platform/sealing/search-tokens.ts'
import { findMessages, messageSearchText, openEnvelope } from '../messages/messages.ts'
import type { ListPosition } from './conversation-list-store.ts'
import { conversationRows, type ConversationRow } from './conversation-row.ts'
import { searchHits, type SearchHit } from './conversation-search-store.ts'
import type { Viewer } from './conversation-views.ts'

/**
 * One page of the conversations whose contact or messages match. Messages are found by keyed hashes and then
 * opened: a conversation is listed only when a message of it really has every word, as a whole or a beginning.
 */
export async function searchConversations(
  tx: TenantTx,
  viewer: Viewer,
  sealer: Sealer,
  search: { text: string; view: ConversationView; before: ListPosition | null; limit: number },
): Promise<ConversationRow[]> {
  const tokens = queryTokens(sealer.searchKey, search.text)
  const found: string[] = []
  let before = search.before
  while (found.length < search.limit) {
    const hits = await searchHits(tx, viewer, { ...search, tokens, before })
    const confirmed = await confirmHits(tx, sealer, hits, search.text)
    found.push(...confirmed.map((hit) => hit.id))
    const last = hits.at(-1)
    if (!last || hits.length < search.limit) break
    before = { lastActivityAt: last.position, id: last.id }
  }
  if (found.length === 0) return []
  return conversationRows(
    tx,
    viewer.readerId,
    sql`select * from conversation c
      where c.tenant_id = ${tx.tenantId} and c.id = any(${found.slice(0, search.limit)}::uuid[])`,
  )
}

async function confirmHits(
  tx: TenantTx,
  sealer: Sealer,
  hits: readonly SearchHit[],
  text: string,
): Promise<SearchHit[]> {
  const words = searchWords(text)
  const doubtful = hits.filter((hit) => !hit.isContactMatch)
  const confirmed = new Set<string>()
  // The newest message of each confirms nearly all of them; the others are opened only where it did not.
  for (const part of [
    (ids: SearchHit['messageIds']) => ids?.slice(0, 1) ?? [],
    (ids: SearchHit['messageIds']) => ids?.slice(1) ?? [],
  ]) {
    const open = doubtful.filter((hit) => !confirmed.has(hit.id))
    const messages = await findMessages(
      tx,
      open.flatMap((hit) => part(hit.messageIds)),
    )
    for (const message of messages) {
      const envelope = openEnvelope(sealer, message.id, message.contentSealed)
      if (hasEveryWord(messageSearchText(message.type, envelope), words))
        confirmed.add(message.conversationId)
    }
  }
  return hits.filter((hit) => hit.isContactMatch || confirmed.has(hit.id))
}

function hasEveryWord(text: string, words: readonly string[]): boolean {
  const present = searchWords(text)
  return words.every((word) => present.some((candidate) => candidate.startsWith(word)))
}
