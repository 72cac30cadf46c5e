import { useSyncExternalStore } from 'react'

let words = ''
const listeners = new Set<() => void>()

/** Has screen readers say `text` when they next pause. */
export function announce(text: string): void {
  // A repeated sentence would not be read again: a trailing no-break space makes it new.
  words = text === words ? `${text}\u00A0` : text
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Once per app, always mounted: regions that appear together with their words are often not read. */
export function LiveRegion() {
  const text = useSyncExternalStore(subscribe, () => words)
  return (
    <output aria-live="polite" className="sr-only">
      {text}
    </output>
  )
}
