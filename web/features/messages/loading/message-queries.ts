import { infiniteQueryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import type { Message } from '#shared/contracts/message.ts'
import type { Page } from '#shared/contracts/page.ts'
import { request } from '#web/api/http.ts'
import { queryKeys } from '#web/api/query-keys.ts'
import { changedBy, mergeNewest, upsertMessage, type MessagePages } from './message-pages.ts'

const PAGE_SIZE = 50

type ThreadData = InfiniteData<Page<Message>, string | undefined>

const fetchPage = (conversationId: string, cursor: string | undefined, signal?: AbortSignal) =>
  request<Page<Message>>(`/conversations/${conversationId}/messages`, {
    query: { limit: PAGE_SIZE, cursor },
    ...(signal && { signal }),
  })

/**
 * A conversation's messages, newest page first. Like the lists, the thread is never refetched as a whole:
 * `refreshMessage` and `refreshNewest` merge in what changed.
 */
export const messagesQuery = (conversationId: string) =>
  infiniteQueryOptions({
    queryKey: queryKeys.messages(conversationId),
    queryFn: ({ pageParam, signal }) => fetchPage(conversationId, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<Message>) => page.nextCursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

function changePages(
  client: QueryClient,
  conversationId: string,
  change: (pages: MessagePages) => MessagePages,
): void {
  client.setQueryData<ThreadData>(queryKeys.messages(conversationId), (old) => {
    if (old === undefined) return old
    const pages = change(old.pages)
    const params: (string | undefined)[] = [undefined]
    for (const page of pages.slice(0, -1)) params.push(page.nextCursor ?? undefined)
    return { pages, pageParams: params }
  })
}

/** Puts a message the server just answered with where it is shown. */
export function storeMessage(client: QueryClient, message: Message): void {
  changePages(client, message.conversationId, (pages) => upsertMessage(pages, message))
}

/**
 * Fetches one message again. A reaction, edit or deletion is no bubble of its own: what it points to is fetched.
 * @throws ApiProblem
 */
export async function refreshMessage(client: QueryClient, messageId: string): Promise<void> {
  const message = await request<Message>(`/messages/${messageId}`)
  const changedWamid = changedBy(message)
  if (changedWamid === null) {
    storeMessage(client, message)
    return
  }
  const data = client.getQueryData<ThreadData>(queryKeys.messages(message.conversationId))
  const changed = data?.pages
    .flatMap((page) => page.data)
    .find(({ id, wamid }) => wamid === changedWamid || id === changedWamid)
  if (changed !== undefined) storeMessage(client, await request<Message>(`/messages/${changed.id}`))
}

/** Whether the thread's loaded pages hold this message. */
export function isMessageLoaded(client: QueryClient, { id, conversationId }: Message): boolean {
  const data = client.getQueryData<ThreadData>(queryKeys.messages(conversationId))
  return data?.pages.some((page) => page.data.some((loaded) => loaded.id === id)) ?? false
}

/** Fetches the newest page again and merges it in. @throws ApiProblem */
export async function refreshNewest(client: QueryClient, conversationId: string): Promise<void> {
  const newest = await fetchPage(conversationId, undefined)
  changePages(client, conversationId, (pages) => mergeNewest(pages, newest))
}

export const isThreadLoaded = (client: QueryClient, conversationId: string): boolean =>
  client.getQueryData(queryKeys.messages(conversationId)) !== undefined
