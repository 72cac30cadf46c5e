import { useSyncExternalStore } from 'react'

/**
 * A value that survives a reload, in this browser only. Meant for looks (theme, sidebar), never for content:
 * storage that is full, forbidden or holds something odd is the same as empty.
 */
export function createStoredState<T>(
  key: string,
  initial: T,
  isValid: (value: unknown) => boolean,
) {
  const listeners = new Set<() => void>()
  let value = read()

  function read(): T {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
      return isValid(stored) ? (stored as T) : initial
    } catch {
      return initial
    }
  }
  function notify() {
    for (const listener of listeners) listener()
  }
  globalThis.addEventListener?.('storage', (event) => {
    if (event.key !== key) return
    value = read()
    notify()
  })

  const state = {
    get: () => value,
    set: (next: T) => {
      value = next
      try {
        localStorage.setItem(key, JSON.stringify(next))
      } catch {
        // It still holds until the page goes.
      }
      notify()
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    use: () => useSyncExternalStore(state.subscribe, state.get),
  }
  return state
}
