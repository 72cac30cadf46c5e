import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { conversationCountsQuery } from '#web/api/conversation-queries.ts'
import { connectLiveEvents } from '#web/api/live-events.ts'
import { keepQueriesFresh } from '#web/api/live-queries.ts'
import { announce } from '#web/ui/live-region.tsx'

/** Connects the signed-in app to the server's hints: fresh data, spoken arrivals, the count in the tab's title. */
export function useLiveApp(): void {
  const client = useQueryClient()
  useEffect(() => {
    const stopRefreshing = keepQueriesFresh(client, ({ contact, lastMessage }) => {
      if (lastMessage !== null) announce(`New message from ${contact.name}: ${lastMessage.preview}`)
    })
    const disconnect = connectLiveEvents()
    return () => {
      disconnect()
      stopRefreshing()
    }
  }, [client])

  const { data: counts } = useQuery(conversationCountsQuery)
  const unread = counts?.unread ?? 0
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Keepword` : 'Keepword'
    return () => {
      document.title = 'Keepword'
    }
  }, [unread])
}
