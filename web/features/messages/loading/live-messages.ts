import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { subscribeToHints, type LiveNotice } from '#web/api/live-events.ts'
import { isThreadLoaded, refreshMessage, refreshNewest } from './message-queries.ts'

/** More changed messages than this at once are fetched as one page. */
const SINGLE_FETCH_MAX = 4

/**
 * Keeps the open conversation's messages fresh from live hints. Hints that come while a fetch is under way are
 * gathered and fetched after it, so that a burst of ticks costs two requests, not twenty.
 */
export function useLiveMessages(conversationId: string): void {
  const client = useQueryClient()
  useEffect(() => {
    const refresher = createRefresher(client, conversationId)
    // Whatever happened while another conversation was open was not followed.
    if (isThreadLoaded(client, conversationId)) refresher.page()
    const unsubscribe = subscribeToHints((notice) => {
      if (!concerns(notice, conversationId)) return
      if (notice.kind === 'resync' || notice.messageId === null) refresher.page()
      else refresher.message(notice.messageId)
    })
    return () => {
      unsubscribe()
      refresher.stop()
    }
  }, [client, conversationId])
}

function concerns(notice: LiveNotice, conversationId: string): boolean {
  if (notice.kind === 'resync') return true
  if (notice.kind === 'message' || notice.kind === 'status' || notice.kind === 'media')
    // Many changes at once are told as one hint that names no conversation.
    return notice.conversationId === null || notice.conversationId === conversationId
  return false
}

function createRefresher(client: QueryClient, conversationId: string) {
  const changedIds = new Set<string>()
  let isPageDue = false
  let isRunning = false
  const stopped = new AbortController()

  const run = async () => {
    if (isRunning) return
    isRunning = true
    while ((isPageDue || changedIds.size > 0) && !stopped.signal.aborted) {
      const ids = [...changedIds]
      const wantsPage = isPageDue || ids.length > SINGLE_FETCH_MAX
      changedIds.clear()
      isPageDue = false
      try {
        await (wantsPage
          ? refreshNewest(client, conversationId)
          : Promise.all(ids.map((id) => refreshMessage(client, id))))
      } catch {
        // Offline, or the message is gone. The stream's next resync fetches the page again.
      }
    }
    isRunning = false
  }
  return {
    page: () => {
      isPageDue = true
      void run()
    },
    message: (id: string) => {
      changedIds.add(id)
      void run()
    },
    stop: () => stopped.abort(),
  }
}
