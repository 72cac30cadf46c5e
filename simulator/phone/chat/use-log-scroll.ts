import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { loadOlder } from '../state/thread-actions.ts'
import type { ChatKey, Thread } from '../state/thread-store.ts'

const nearEndPx = 60
const loadOlderFromPx = 300

/**
 * Keeps the log where its reader is: at the end while they are at the end, at the same message when older ones
 * are put in above. Own messages always bring them to the end.
 */
export function useLogScroll(chat: ChatKey, thread: Thread) {
  const logRef = useRef<HTMLDivElement>(null)
  const contentRef = useRef<HTMLDivElement>(null)
  const [isAtEnd, setAtEnd] = useState(true)
  const [newBelow, setNewBelow] = useState(0)
  const sticksToEnd = useRef(true)
  const before = useRef({ first: '', last: '', count: 0, heightPx: 0 })

  const toEnd = useCallback(() => {
    const log = logRef.current
    if (log === null) return
    log.scrollTop = log.scrollHeight
    sticksToEnd.current = true
    setAtEnd(true)
    setNewBelow(0)
  }, [])

  const { entries } = thread
  const first = entries[0]
  const last = entries.at(-1)

  useLayoutEffect(() => {
    const log = logRef.current
    if (log === null) return
    const old = before.current
    const cameAbove = old.first !== '' && old.first !== first?.key && old.last === last?.key
    const cameBelow = old.last !== last?.key
    before.current = {
      first: first?.key ?? '',
      last: last?.key ?? '',
      count: entries.length,
      heightPx: log.scrollHeight,
    }
    if (cameAbove) log.scrollTop += log.scrollHeight - old.heightPx
    else if (sticksToEnd.current || last?.message.status === 'pending') toEnd()
    else if (cameBelow) setNewBelow((count) => count + entries.length - old.count)
  }, [entries, first, last, toEnd])

  // Pictures get their height when they have loaded, after the layout above.
  useEffect(() => {
    const content = contentRef.current
    const log = logRef.current
    if (content === null || log === null) return
    const follow = () => {
      before.current.heightPx = log.scrollHeight
      if (sticksToEnd.current) log.scrollTop = log.scrollHeight
    }
    // Arrow keys and PageUp scroll what has the focus; axe asks for the same.
    log.tabIndex = 0
    const observer = new ResizeObserver(follow)
    observer.observe(content)
    observer.observe(log)
    return () => observer.disconnect()
  }, [])

  const onScroll = () => {
    const log = logRef.current
    if (log === null) return
    const isNear = log.scrollHeight - log.scrollTop - log.clientHeight < nearEndPx
    sticksToEnd.current = isNear
    setAtEnd(isNear)
    if (isNear) setNewBelow(0)
    if (log.scrollTop < loadOlderFromPx && thread.phase === 'ready') void loadOlder(chat)
  }

  /** Scrolls to a message. @returns false when it is not on the loaded pages. */
  const reveal = (wamid: string): boolean => {
    const row = logRef.current?.querySelector(`[data-message-id="${CSS.escape(wamid)}"]`)
    if (row === null || row === undefined) return false
    sticksToEnd.current = false
    row.scrollIntoView({ block: 'center', behavior: 'smooth' })
    return true
  }

  return { logRef, contentRef, isAtEnd, newBelow, toEnd, onScroll, reveal }
}
