import { useEffect, useEffectEvent, useRef, type PointerEvent } from 'react'
import { moved, zoomed, STRAIGHT, type Pose } from './picture-pose.ts'

/** A picture that can be zoomed by wheel and double press, and moved while zoomed. */
export function ViewedPicture({
  url,
  alt,
  pose,
  onPose,
  onError,
}: {
  url: string
  alt: string
  pose: Pose
  onPose: (pose: Pose) => void
  onError: () => void
}) {
  const frame = useRef<HTMLDivElement>(null)
  const fromCentre = (event: { clientX: number; clientY: number }) => {
    const box = frame.current?.getBoundingClientRect()
    if (box === undefined) return { x: 0, y: 0 }
    return {
      x: event.clientX - box.left - box.width / 2,
      y: event.clientY - box.top - box.height / 2,
    }
  }
  const zoomByWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    const { x, y } = fromCentre(event)
    onPose(zoomed(pose, Math.exp(-event.deltaY / 400), x, y))
  })
  useEffect(() => {
    // React's own wheel listener is passive and could not keep the page from scrolling.
    const element = frame.current
    const onWheel = (event: WheelEvent) => zoomByWheel(event)
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [])

  const gestures = {
    onDoubleClick: (event: { clientX: number; clientY: number }) => {
      const { x, y } = fromCentre(event)
      onPose(pose.zoom > 1 ? { ...STRAIGHT, turns: pose.turns } : zoomed(pose, 2.5, x, y))
    },
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (pose.zoom > 1) event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId))
        onPose(moved(pose, event.movementX, event.movementY))
    },
  }
  return (
    <div
      ref={frame}
      {...gestures}
      className={`flex size-full touch-none [container-type:size] items-center justify-center ${pose.zoom > 1 ? 'cursor-grab active:cursor-grabbing' : 'cursor-zoom-in'}`}
    >
      <img
        src={url}
        alt={alt}
        draggable={false}
        onError={onError}
        style={{
          transform: `translate(${pose.x}px, ${pose.y}px) rotate(${pose.turns * 90}deg) scale(${pose.zoom})`,
        }}
        className={`object-contain select-none ${pose.turns % 2 === 1 ? 'max-h-[100cqw] max-w-[100cqh]' : 'max-h-full max-w-full'}`}
      />
    </div>
  )
}
