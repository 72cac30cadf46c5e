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
    const bubble = event.target as HTMLElement
    // On the thread itself arrows scroll; further up they would walk through the conversation list.
    if (bubble === event.currentTarget && /^Arrow(Up|Down)$/.test(event.key))
      event.stopPropagation()
    // Keys inside a bubble (its player, its buttons) are theirs.
    if (!bubble.matches('[data-message-id]')) return
    const at = items.findIndex((item) => item.key === rowKeyOf(bubble))
    const next = nextBubble(items, at, event.key)
    if (next === -1) return
    event.preventDefault()
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

function nextBubble(items: ThreadItem[], at: number, key: string): number {
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
      return -1
  }
}
