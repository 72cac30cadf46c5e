import { useEffect, useEffectEvent, type RefObject } from 'react'

const focusable = 'button:not([tabindex="-1"]), a[href], input, textarea, [tabindex="0"]'

/**
 * Makes an element behave as a dialog while it is shown: it takes the focus (first the element that `focusFirst`
 * selects), keeps Tab inside, closes on Escape and gives the focus back at the end.
 */
export function useDialog(
  dialog: RefObject<HTMLElement | null>,
  onClose: () => void,
  focusFirst: string = focusable,
): void {
  const close = useEffectEvent(onClose)
  useEffect(() => {
    const element = dialog.current
    if (element === null) return
    const before = document.activeElement
    element.querySelector<HTMLElement>(focusFirst)?.focus()
    // On the document: the focused button may go away, and the focus with it.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close()
      else if (event.key === 'Tab') keepInside(element, event)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [dialog, focusFirst])
}

function keepInside(dialog: HTMLElement, event: KeyboardEvent): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>(focusable)].filter(
    (stop) => !stop.hasAttribute('disabled'),
  )
  const edge = event.shiftKey ? stops[0] : stops.at(-1)
  const other = event.shiftKey ? stops.at(-1) : stops[0]
  if (document.activeElement !== edge && dialog.contains(document.activeElement)) return
  event.preventDefault()
  other?.focus()
}
