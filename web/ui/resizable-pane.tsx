import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'

const keyStepPx = 16

/**
 * A pane whose end edge can be dragged, or moved with the arrow keys; a double press gives the first width back.
 * `onResize` comes once per gesture, with a width between the limits.
 */
export function ResizablePane({
  label,
  widthPx,
  minPx,
  maxPx,
  initialPx,
  onResize,
  children,
}: {
  label: string
  widthPx: number
  minPx: number
  maxPx: number
  initialPx: number
  onResize: (widthPx: number) => void
  children: ReactNode
}) {
  const pane = useRef<HTMLDivElement>(null)
  const start = useRef({ x: 0, widthPx: 0 })
  const [draggedPx, setDraggedPx] = useState<number | null>(null)
  const shownPx = draggedPx ?? widthPx

  const clamp = (value: number) => Math.round(Math.min(Math.max(value, minPx), maxPx))
  const sign = () =>
    pane.current !== null && getComputedStyle(pane.current).direction === 'rtl' ? -1 : 1

  const onPointerDown = (event: PointerEvent<HTMLHRElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, widthPx }
    setDraggedPx(widthPx)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (draggedPx === null) return
    setDraggedPx(clamp(start.current.widthPx + sign() * (event.clientX - start.current.x)))
  }
  const onPointerEnd = () => {
    if (draggedPx !== null) onResize(draggedPx)
    setDraggedPx(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (direction === undefined) return
    event.preventDefault()
    onResize(clamp(widthPx + direction * sign() * keyStepPx))
  }

  return (
    <div ref={pane} style={{ inlineSize: shownPx }} className="relative flex min-h-0 shrink-0">
      {children}
      <hr
        tabIndex={0}
        aria-label={label}
        aria-orientation="vertical"
        aria-valuenow={shownPx}
        aria-valuemin={minPx}
        aria-valuemax={maxPx}
        data-dragging={draggedPx !== null || undefined}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerEnd}
        onPointerCancel={onPointerEnd}
        onKeyDown={onKeyDown}
        onDoubleClick={() => onResize(initialPx)}
        className="absolute inset-y-0 -end-1 h-auto border-0 z-10 w-2 cursor-col-resize touch-none outline-none after:absolute after:inset-y-0 after:start-[3px] after:w-0.5 after:bg-transparent after:transition-colors hover:after:bg-accent/60 focus-visible:after:bg-focus data-dragging:after:bg-accent"
      />
    </div>
  )
}
