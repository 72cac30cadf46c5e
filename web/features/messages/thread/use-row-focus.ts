import { useState, type KeyboardEvent, type RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'
import type { ThreadItem } from './thread-items.ts'

/**
 * One bubble of the thread is in the tab order; arrows move it (ARIA Authoring Practices, "Feed").
 * @returns the key of that bubble, and the key handler of the scroller.
 */
export function useRowFocus(items: ThreadItem[], virtualizer: RefObject<VirtualizerHandle | null>) {
  const [chosenKey, setChosenKey] = useState<string | null>(null)
  const isStillThere = items.some((item) => item.key === chosenKey)
  const newestKey = items.findLast((item) => item.kind === 'message')?.key ?? null
  const reachableKey = isStillThere ? chosenKey : newestKey

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const from = event.target as HTMLElement
    // On the thread itself arrows scroll; further up they would walk through the conversation list.
    if (from === event.currentTarget && /^Arrow(Up|Down)$/.test(event.key)) event.stopPropagation()
    const bubble = from.closest<HTMLElement>('[data-message-id]')
    // A player's slider and a video need the keys themselves.
    if (bubble === null || from.matches('input, video, [role="dialog"] *')) return
    const at = items.findIndex((item) => item.key === rowKeyOf(bubble))
    const next = nextBubble(items, at, event.key)
    if (next === null) return
    // At either end too: what is not handled here would walk through the conversation list.
    event.preventDefault()
    if (next === -1) return
    const key = items[next]?.key ?? ''
    const scroller = event.currentTarget
    setChosenKey(key)
    virtualizer.current?.scrollToIndex(next, { align: 'nearest' })
    // The row may be put into the document only after the scroll.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        scroller
          .querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"] [data-message-id]`)
          ?.focus({ preventScroll: true }),
      ),
    )
  }
  return { reachableKey, onKeyDown }
}

const rowKeyOf = (bubble: HTMLElement) => bubble.closest<HTMLElement>('[data-row]')?.dataset['row']

/** Index of the bubble the key leads to; -1 when there is none, null for other keys. */
function nextBubble(items: ThreadItem[], at: number, key: string): number | null {
  const isBubble = (item: ThreadItem) => item.kind === 'message'
  switch (key) {
    case 'ArrowDown':
      return items.findIndex((item, index) => index > at && isBubble(item))
    case 'ArrowUp':
      return items.findLastIndex((item, index) => index < at && isBubble(item))
    case 'Home':
      return items.findIndex(isBubble)
    case 'End':
      return items.findLastIndex(isBubble)
    default:
      return null
  }
}
