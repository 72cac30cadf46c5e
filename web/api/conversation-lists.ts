import { infiniteQueryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import type { Conversation, ConversationView } from '#shared/contracts/conversation.ts'
import type { Page } from '#shared/contracts/page.ts'
import { request } from './http.ts'
import { mergeHead } from './merge-head.ts'
import { queryKeys } from './query-keys.ts'

const pageSize = 60

type ListData = InfiniteData<Page<Conversation>, string | undefined>

const fetchPage = async (
  client: QueryClient,
  {
    view,
    search,
    cursor,
    signal,
  }: ListPlace & { cursor?: string | undefined; signal?: AbortSignal },
) => {
  const page = await request<Page<Conversation>>('/conversations', {
    query: { view, search, cursor, limit: pageSize },
    ...(signal && { signal }),
  })
  // Opening a row then needs no request before the thread's header shows.
  for (const row of page.data) client.setQueryData(queryKeys.conversation(row.id), row)
  return page
}

export type ListPlace = { view: ConversationView; search: string }

/**
 * A view's rows, page by page. They are never refetched as a whole: `refreshListHead` renews the top when something
 * happened, `storeConversation` single rows.
 */
export const conversationListQuery = ({ view, search }: ListPlace) =>
  infiniteQueryOptions({
    queryKey: queryKeys.conversationList(view, search),
    queryFn: ({ client, pageParam, signal }) =>
      fetchPage(client, { view, search, cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<Conversation>) => page.nextCursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    // Comparing 100,000 rows to find the one that changed would cost more than drawing the screen.
    structuralSharing: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

let headSequence = 0
const newestHead = new Map<string, number>()

/** Fetches the first page again and merges it in. Of several at once, the one asked last wins. */
export async function refreshListHead(client: QueryClient, place: ListPlace): Promise<void> {
  const key = queryKeys.conversationList(place.view, place.search)
  const sequence = ++headSequence
  newestHead.set(key.join(' '), sequence)
  const head = await fetchPage(client, place)
  if (newestHead.get(key.join(' ')) !== sequence) return
  client.setQueryData<ListData>(key, (old) => {
    const pages = mergeHead(head, old?.pages ?? [])
    const params: (string | undefined)[] = [undefined]
    for (const page of pages.slice(0, -1)) params.push(page.nextCursor ?? undefined)
    return { pages, pageParams: params }
  })
}

/** Puts one conversation's new state wherever it is shown, without moving any row. */
export function storeConversation(client: QueryClient, conversation: Conversation): void {
  client.setQueryData(queryKeys.conversation(conversation.id), conversation)
  changeInLists(client, conversation.id, () => conversation)
}

/**
 * Takes a conversation out of the lists that satisfy `isListed`, at once.
 * @returns what puts it back where it stood, for an undo or a refusal.
 */
export function removeFromLists(
  client: QueryClient,
  conversationId: string,
  isListed: (view: ConversationView) => boolean,
): () => void {
  const places: { key: readonly unknown[]; row: Conversation }[] = []
  changeInLists(client, conversationId, (row, view, key) => {
    if (!isListed(view)) return row
    places.push({ key, row })
    return null
  })
  return () => {
    for (const { key, row } of places) {
      client.setQueryData<ListData>(
        key,
        (list) => list && { ...list, pages: insert(row, list.pages) },
      )
    }
  }
}

/** Puts the row before the first one that is older; a row that is listed already stays. */
function insert(row: Conversation, pages: Page<Conversation>[]): Page<Conversation>[] {
  if (pages.some((page) => page.data.some(({ id }) => id === row.id))) return pages
  let isPlaced = false
  return pages.map((page, index) => {
    const older = page.data.findIndex((other) => other.lastActivityAt < row.lastActivityAt)
    if (isPlaced || (older === -1 && index < pages.length - 1)) return page
    isPlaced = true
    return { ...page, data: page.data.toSpliced(older === -1 ? page.data.length : older, 0, row) }
  })
}

function changeInLists(
  client: QueryClient,
  conversationId: string,
  change: (
    row: Conversation,
    view: ConversationView,
    key: readonly unknown[],
  ) => Conversation | null,
): void {
  const lists = client.getQueriesData<ListData>({ queryKey: queryKeys.conversationLists() })
  for (const [key, list] of lists) {
    if (list === undefined) continue
    let isChanged = false
    const pages = list.pages.map((page) => {
      const at = page.data.findIndex((row) => row.id === conversationId)
      const row = page.data[at]
      if (row === undefined) return page
      const next = change(row, key[1] as ConversationView, key)
      if (next === row) return page
      isChanged = true
      return { ...page, data: page.data.toSpliced(at, 1, ...(next === null ? [] : [next])) }
    })
    if (isChanged) client.setQueryData<ListData>(key, { ...list, pages })
  }
}
