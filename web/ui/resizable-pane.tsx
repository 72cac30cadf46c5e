import { useRef, useState, type PointerEvent, type ReactNode } from 'react'

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

  const onPointerDown = (event: PointerEvent<HTMLInputElement>) => {
    event.preventDefault()
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

  return (
    <div ref={pane} style={{ inlineSize: shownPx }} className="relative flex min-h-0 shrink-0">
      {children}
      {/* A slider in all but looks: the browser gives it the arrow keys, and their direction in RTL. */}
      <input
        type="range"
        aria-label={label}
        value={shownPx}
        min={minPx}
        max={maxPx}
        step={keyStepPx}
        onChange={(event) => onResize(event.target.valueAsNumber)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerEnd}
        onPointerCancel={onPointerEnd}
        onDoubleClick={() => onResize(initialPx)}
        className="peer absolute inset-y-0 -end-1 z-10 m-0 h-auto w-2 cursor-col-resize touch-none appearance-none opacity-0"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 -end-px z-10 w-0.5 bg-transparent transition-colors peer-hover:bg-accent/60 peer-focus-visible:bg-focus peer-active:bg-accent"
      />
    </div>
  )
}
