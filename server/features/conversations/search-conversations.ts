import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { MessageId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import { queryTokens, searchWords } from '../../platform/sealing/search-tokens.ts'
import { findMessages, messageSearchText, openEnvelope } from '../messages/messages.ts'
import { conversationRows, type ConversationRow } from './conversation-row.ts'
import {
  hitsAmong,
  hitsOnTheWay,
  tokenMatches,
  type SearchHit,
  type SearchPage,
} from './conversation-search-store.ts'
import type { Viewer } from './conversation-views.ts'

/** Words that more messages carry than this count as common. */
const mostRareMatches = 4_000
/** So many conversations are looked through at once for a common word. */
const stepOfTheWay = 250

/**
 * One page of the conversations whose contact or messages match. Messages are found by keyed hashes and then
 * opened: a conversation is listed only when a message of it really has every word, as a whole or a beginning.
 */
export async function searchConversations(
  tx: TenantTx,
  viewer: Viewer,
  sealer: Sealer,
  search: SearchPage,
): Promise<ConversationRow[]> {
  const tokens = queryTokens(sealer.searchKey, search.text)
  const matches = await tokenMatches(tx, tokens, mostRareMatches + 1)
  const isCommon = matches.length > mostRareMatches
  const step = isCommon ? Math.max(stepOfTheWay, search.limit) : search.limit
  const found: string[] = []
  let before = search.before
  while (found.length < search.limit) {
    const page = { ...search, before, limit: step }
    const hits = isCommon
      ? await hitsOnTheWay(tx, viewer, page, tokens)
      : await hitsAmong(tx, viewer, page, matches)
    const wanted = search.limit - found.length
    const confirmed = await confirmHits(tx, sealer, hits, { text: search.text, most: wanted })
    found.push(...confirmed)
    const last = hits.at(-1)
    if (!last || hits.length < step) break
    before = { lastActivityAt: last.position, id: last.id }
  }
  if (found.length === 0) return []
  return conversationRows(
    tx,
    viewer.readerId,
    sql`select * from conversation c
      where c.tenant_id = ${tx.tenantId} and c.id = any(${found}::uuid[])`,
  )
}

/** The first `most` of the hits that really match. */
async function confirmHits(
  tx: TenantTx,
  sealer: Sealer,
  hits: readonly SearchHit[],
  search: { text: string; most: number },
): Promise<string[]> {
  const words = searchWords(search.text)
  const confirmed: string[] = []
  const candidates = hits.filter((hit) => hit.isContactMatch || (hit.messageIds?.length ?? 0) > 0)
  for (let from = 0; confirmed.length < search.most && from < candidates.length;) {
    const part = candidates.slice(from, from + search.most - confirmed.length)
    from += part.length
    const matching = await conversationsWithWords(tx, sealer, part, words)
    confirmed.push(
      ...part.filter((hit) => hit.isContactMatch || matching.has(hit.id)).map((hit) => hit.id),
    )
  }
  return confirmed
}

async function conversationsWithWords(
  tx: TenantTx,
  sealer: Sealer,
  hits: readonly SearchHit[],
  words: readonly string[],
): Promise<Set<string>> {
  const matching = new Set<string>()
  const look = async (idsOf: (ids: MessageId[]) => MessageId[]): Promise<void> => {
    const ids = hits.flatMap((hit) =>
      hit.isContactMatch || matching.has(hit.id) ? [] : idsOf(hit.messageIds ?? []),
    )
    for (const message of await findMessages(tx, ids)) {
      const envelope = openEnvelope(sealer, message.id, message.contentSealed)
      if (hasEveryWord(messageSearchText(message.type, envelope), words))
        matching.add(message.conversationId)
    }
  }
  // The newest message of a conversation nearly always settles it; the others are opened where it did not.
  await look((ids) => ids.slice(0, 1))
  await look((ids) => ids.slice(1))
  return matching
}

function hasEveryWord(text: string, words: readonly string[]): boolean {
  const present = searchWords(text)
  return words.every((word) => present.some((candidate) => candidate.startsWith(word)))
}
