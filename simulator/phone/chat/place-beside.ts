const marginPx = 12

/** Finds a place for a menu at a bubble: below it if there is room, else above, always inside the phone. */
export function placeBeside(
  bubble: DOMRect,
  menu: HTMLElement,
  phone: HTMLElement,
  isOwn: boolean,
): { left: number; top: number } {
  const screen = phone.getBoundingClientRect()
  const { offsetWidth, offsetHeight } = menu
  const isRtl = getComputedStyle(phone).direction === 'rtl'
  const alignsRight = isOwn !== isRtl
  const wantedLeft = alignsRight ? bubble.right - offsetWidth : bubble.left
  const below = bubble.bottom + 6
  const above = bubble.top - offsetHeight - 6
  const hasRoomBelow = below + offsetHeight < screen.bottom - marginPx
  const wantedTop = hasRoomBelow ? below : above
  return {
    left: clamp(wantedLeft - screen.left, screen.width - offsetWidth),
    top: clamp(wantedTop - screen.top, screen.height - offsetHeight),
  }
}

function clamp(value: number, max: number): number {
  return Math.max(marginPx, Math.min(value, max - marginPx))
}
