/** How a picture lies in the viewer. Offsets are in screen pixels from the centre. */
export type Pose = { zoom: number; turns: number; x: number; y: number }

export const STRAIGHT: Pose = { zoom: 1, turns: 0, x: 0, y: 0 }
export const ZOOM_MAX = 5
/** One press of the button or key. */
export const ZOOM_STEP = 1.5

/** Zooms so that the point under the pointer (from the centre) stays where it is; fully out, the picture centres. */
export function zoomed(pose: Pose, factor: number, pointX = 0, pointY = 0): Pose {
  const zoom = Math.min(ZOOM_MAX, Math.max(1, pose.zoom * factor))
  if (zoom === 1) return { ...pose, zoom, x: 0, y: 0 }
  const ratio = zoom / pose.zoom
  return {
    ...pose,
    zoom,
    x: pointX - (pointX - pose.x) * ratio,
    y: pointY - (pointY - pose.y) * ratio,
  }
}

export const turned = (pose: Pose): Pose => ({ ...pose, turns: pose.turns + 1, x: 0, y: 0 })

/** A picture that fits the window cannot be moved out of it. */
export const moved = (pose: Pose, byX: number, byY: number): Pose =>
  pose.zoom === 1 ? pose : { ...pose, x: pose.x + byX, y: pose.y + byY }
