import type { QueryClient } from '@tanstack/react-query'
import type { Conversation } from '#shared/contracts/conversation.ts'
import { storeConversation } from './conversation-lists.ts'
import { request } from './http.ts'
import { subscribeToHints, type LiveNotice } from './live-events.ts'
import { queryKeys } from './query-keys.ts'

/** Hints within this time after the first are answered together; the first is answered at once. */
const gatherMs = 250
/** More than this many at once (a campaign going out): the lists' own refresh has to do. */
const mostRowsAtOnce = 20

/**
 * Lets hints renew what the cache holds: rows and headers, counts, the contact on screen. The order of lists is not
 * touched here; each list decides when its rows may move. Messages belong to the thread.
 * @param onInbound  called once for each conversation that received a message.
 * @returns what ends it.
 */
export function keepQueriesFresh(
  client: QueryClient,
  onInbound: (conversation: Conversation) => void,
): () => void {
  let gathered = new Map<string, { isMessage: boolean; isContact: boolean }>()
  let timer: ReturnType<typeof setTimeout> | null = null

  const flush = () => {
    timer = null
    if (gathered.size === 0) return
    const batch = gathered
    gathered = new Map()
    timer = setTimeout(flush, gatherMs)
    void client.invalidateQueries({ queryKey: queryKeys.conversationCounts() })
    for (const [id, { isMessage, isContact }] of [...batch].slice(0, mostRowsAtOnce)) {
      void renew(id, isMessage, isContact)
    }
  }

  const renew = async (id: string, isMessage: boolean, isContact: boolean) => {
    const before = client.getQueryData<Conversation>(queryKeys.conversation(id))
    let after: Conversation
    try {
      after = await request<Conversation>(`/conversations/${id}`)
    } catch {
      // Gone, or unreachable: the next hint, resync or visit tells.
      return
    }
    storeConversation(client, after)
    if (isContact) {
      void client.invalidateQueries({ queryKey: queryKeys.contact(after.contact.id) })
    }
    const isNew = after.lastMessage !== null && after.lastMessage.id !== before?.lastMessage?.id
    if (isMessage && isNew && after.lastMessage?.direction === 'inbound') onInbound(after)
  }

  const onNotice = (notice: LiveNotice) => {
    if (notice.kind === 'resync' || notice.kind === 'clock') {
      // Lists renew themselves from the top; everything else may be fetched whole.
      void client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== queryKeys.conversationLists()[0],
      })
      return
    }
    if (notice.kind === 'media' || notice.conversationId === null) return
    const known = gathered.get(notice.conversationId)
    gathered.set(notice.conversationId, {
      isMessage: known?.isMessage === true || notice.kind === 'message',
      isContact: known?.isContact === true || notice.kind === 'contact',
    })
    if (timer === null) flush()
  }

  const unsubscribe = subscribeToHints(onNotice)
  return () => {
    unsubscribe()
    if (timer !== null) clearTimeout(timer)
  }
}
