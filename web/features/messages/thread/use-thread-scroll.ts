import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'

/** Within this distance of the end the thread follows new messages. */
const END_ZONE_PX = 80
/** Older pages are asked for before the reader reaches the first row. */
const TOP_ZONE_PX = 1200
/** Room above the line the thread opens at. */
const OPENING_GAP_PX = 48

export type ThreadScroll = {
  isAtEnd: boolean
  onScroll: (offset: number) => void
  onResize: () => void
  toEnd: (isSmooth: boolean) => void
  /** Brings a row into the middle and stays there. */
  toRow: (index: number) => void
}

/**
 * Keeps the reader's place: opens at `openAt` (or the end), follows new messages while at the end, stays put otherwise.
 * @param lastKey  key of the newest row; a new one is a message that came or was sent.
 * @param isLastOwn  the newest row was just sent from here: it is always shown.
 */
export function useThreadScroll({
  virtualizer,
  rowCount,
  openAt,
  lastKey,
  isLastOwn,
  onNearTop,
}: {
  virtualizer: RefObject<VirtualizerHandle | null>
  rowCount: number
  openAt: number | null
  lastKey: string
  isLastOwn: boolean
  onNearTop: () => void
}): ThreadScroll {
  const [isAtEnd, setIsAtEnd] = useState(openAt === null)
  const isFollowing = useRef(openAt === null)
  const shownKey = useRef<string | null>(null)

  const toEnd = (isSmooth: boolean) => {
    isFollowing.current = true
    virtualizer.current?.scrollToIndex(rowCount - 1, { align: 'end', smooth: isSmooth })
  }
  const toRow = (index: number) => {
    const handle = virtualizer.current
    if (handle === null) return
    isFollowing.current = false
    const distancePx = Math.abs(handle.getItemOffset(index) - handle.scrollOffset)
    // A long way would rush past thousands of rows that are not even measured: go there at once.
    const isSmooth = distancePx < 2 * handle.viewportSize && isMotionWanted()
    const go = () => handle.scrollToIndex(index, { align: 'center', smooth: isSmooth })
    go()
    // Rows on the way get their real heights only now; the second time it lands in the middle.
    if (!isSmooth) requestAnimationFrame(go)
  }
  const place = useEffectEvent((newestKey: string, isOwn: boolean) => {
    if (rowCount === 0) return
    const isOpening = shownKey.current === null
    const isNew = shownKey.current !== newestKey
    shownKey.current = newestKey
    if (isOpening && openAt !== null)
      virtualizer.current?.scrollToIndex(openAt, { align: 'start', offset: -OPENING_GAP_PX })
    else if (isOpening || isOwn || (isNew && isFollowing.current)) toEnd(false)
  })
  // A note may be in the thread before the server's answer says that it is the one written here.
  useLayoutEffect(() => place(lastKey, isLastOwn), [lastKey, isLastOwn])

  // A thread shorter than the pane has no scroll event that would ask for older messages.
  useEffect(() => {
    const handle = virtualizer.current
    if (handle !== null && handle.scrollSize <= handle.viewportSize) onNearTop()
  })

  const isEndInSight = (offset: number) => {
    const handle = virtualizer.current
    return handle === null || offset + handle.viewportSize >= handle.scrollSize - END_ZONE_PX
  }
  const onScroll = (offset: number) => {
    const isNow = isEndInSight(offset)
    isFollowing.current = isNow
    setIsAtEnd(isNow)
    if (offset < TOP_ZONE_PX) onNearTop()
  }
  const onResize = () => {
    // A picture got its height, the composer grew: stay with the newest message.
    if (isFollowing.current) toEnd(false)
    else setIsAtEnd(isEndInSight(virtualizer.current?.scrollOffset ?? 0))
  }
  return { isAtEnd, onScroll, onResize, toEnd, toRow }
}

export const isMotionWanted = () => !matchMedia('(prefers-reduced-motion: reduce)').matches
