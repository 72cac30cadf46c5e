import { useSyncExternalStore } from 'react'

export type Direction = 'ltr' | 'rtl'

const listeners = new Set<() => void>()
const read = (): Direction => (document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr')

/** The page's reading direction. `?dir=rtl` in the address mirrors the app, to try it out. */
export const direction = {
  set: (next: Direction) => {
    document.documentElement.dir = next
    for (const listener of listeners) listener()
  },
  use: (): Direction =>
    useSyncExternalStore((listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }, read),
}

export function takeDirectionFromAddress(): void {
  const wanted = new URLSearchParams(location.search).get('dir')
  if (wanted === 'rtl' || wanted === 'ltr') direction.set(wanted)
}
