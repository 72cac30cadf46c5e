import { useEffect, useRef, type PointerEvent } from 'react'

interface BubbleTouch {
  onLongPress: () => void
  /** Null when the message cannot be answered: the bubble then does not move. */
  onSwipe: (() => void) | null
}

const longPressMs = 420
const slackPx = 10
const swipePx = 56
const furthestPx = 76

/** Touch on a bubble: holding it opens its menu, pulling it towards the line's end answers it. */
export function useBubbleTouch({ onLongPress, onSwipe }: BubbleTouch) {
  const start = useRef<{ x: number; y: number; timer: number } | null>(null)
  const pulledPx = useRef(0)

  const release = (bubble: HTMLElement) => {
    clearTimeout(start.current?.timer)
    start.current = null
    pulledPx.current = 0
    bubble.style.removeProperty('transform')
  }
  useEffect(() => () => clearTimeout(start.current?.timer), [])

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType === 'mouse') return
    const bubble = event.currentTarget
    const timer = setTimeout(() => {
      release(bubble)
      onLongPress()
    }, longPressMs)
    start.current = { x: event.clientX, y: event.clientY, timer }
  }

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (start.current === null) return
    const bubble = event.currentTarget
    const sign = getComputedStyle(bubble).direction === 'rtl' ? -1 : 1
    const pull = (event.clientX - start.current.x) * sign
    const isMoving = Math.abs(pull) > slackPx || Math.abs(event.clientY - start.current.y) > slackPx
    if (isMoving) clearTimeout(start.current.timer)
    if (onSwipe === null || pull < slackPx) return
    pulledPx.current = Math.min(pull, furthestPx)
    bubble.style.transform = `translateX(${pulledPx.current * sign}px)`
  }

  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const isSwipe = pulledPx.current >= swipePx
    release(event.currentTarget)
    if (isSwipe) onSwipe?.()
  }
  const onPointerCancel = (event: PointerEvent<HTMLElement>) => release(event.currentTarget)

  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel }
}
