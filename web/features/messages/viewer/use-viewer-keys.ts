import { useEffect, useEffectEvent } from 'react'
import { STRAIGHT, turned, ZOOM_STEP, zoomed, type Pose } from './picture-pose.ts'

/**
 * Arrows, +, -, 0 and R while the viewer is open. On the document: the button that had the focus may have left with
 * the last picture.
 */
export function useViewerKeys({
  pose,
  setPose,
  onPrevious,
  onNext,
}: {
  pose: Pose
  setPose: (pose: Pose) => void
  onPrevious: (() => void) | null
  onNext: (() => void) | null
}): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isRtl = document.documentElement.dir === 'rtl'
    const actions: Record<string, (() => void) | null> = {
      ArrowLeft: isRtl ? onNext : onPrevious,
      ArrowRight: isRtl ? onPrevious : onNext,
      '+': () => setPose(zoomed(pose, ZOOM_STEP)),
      '-': () => setPose(zoomed(pose, 1 / ZOOM_STEP)),
      '0': () => setPose(STRAIGHT),
      r: () => setPose(turned(pose)),
    }
    // Arrows inside a video seek in it; with a modifier the keys are the browser's.
    const isVideo = event.target instanceof HTMLVideoElement
    if (isVideo || event.ctrlKey || event.metaKey || event.altKey) return
    const action = actions[event.key]
    if (action === undefined || action === null) return
    event.preventDefault()
    event.stopPropagation()
    action()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listener, { capture: true })
    return () => document.removeEventListener('keydown', listener, { capture: true })
  }, [])
}
