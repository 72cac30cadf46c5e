import { useSyncExternalStore } from 'react'

const isAttended = () => document.visibilityState === 'visible' && document.hasFocus()

function subscribe(listener: () => void): () => void {
  globalThis.addEventListener('focus', listener)
  globalThis.addEventListener('blur', listener)
  document.addEventListener('visibilitychange', listener)
  return () => {
    globalThis.removeEventListener('focus', listener)
    globalThis.removeEventListener('blur', listener)
    document.removeEventListener('visibilitychange', listener)
  }
}

/** Whether somebody looks at this tab: it is visible and has the focus. Only then messages count as read. */
export const useAttention = (): boolean => useSyncExternalStore(subscribe, isAttended)
