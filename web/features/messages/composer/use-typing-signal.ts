import { useRef } from 'react'
import { request } from '#web/api/http.ts'

/** WhatsApp shows "typing…" for up to 25 seconds; asking again a little earlier keeps it there. */
const EVERY_MS = 20_000

/** Tells the contact that somebody is typing. A courtesy: when it fails, nothing is said. */
export function useTypingSignal(conversationId: string): () => void {
  const sentAtMs = useRef(0)
  return () => {
    const nowMs = performance.now()
    if (sentAtMs.current !== 0 && nowMs - sentAtMs.current < EVERY_MS) return
    sentAtMs.current = nowMs
    request(`/conversations/${conversationId}/typing`, { method: 'POST', body: {} }).catch(() => {})
  }
}
