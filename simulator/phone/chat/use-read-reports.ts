import { useEffect, useSyncExternalStore } from 'react'
import { markRead } from '../state/thread-actions.ts'
import type { ChatKey, Thread } from '../state/thread-store.ts'

function watchVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}

/** Reports the chat as read when it opens, and again for each message that comes while somebody looks at it. */
export function useReadReports(chat: ChatKey, thread: Thread): void {
  const isVisible = useSyncExternalStore(
    watchVisibility,
    () => document.visibilityState === 'visible',
  )
  const isReady = thread.phase === 'ready'
  const lastFromBusiness = thread.entries.findLast(
    (entry) => entry.message.direction === 'to_person',
  )?.message.id

  useEffect(() => {
    if (!isVisible || !isReady || lastFromBusiness === undefined) return
    // A report that fails is made again with the next message or the next visit.
    markRead(chat).catch(() => {})
  }, [chat, isVisible, isReady, lastFromBusiness])
}
