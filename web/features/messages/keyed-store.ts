import { useSyncExternalStore } from 'react'

/** State per key that lives as long as the tab: drafts and sends survive switching conversations. */
export type KeyedStore<T> = {
  get: (key: string) => T
  /** Replaces the value; the same value again tells nobody. */
  change: (key: string, change: (value: T) => T) => void
  subscribe: (listener: () => void) => () => void
}

export function createKeyedStore<T>(empty: T): KeyedStore<T> {
  const values = new Map<string, T>()
  const listeners = new Set<() => void>()
  return {
    get: (key) => values.get(key) ?? empty,
    change: (key, change) => {
      const before = values.get(key) ?? empty
      const after = change(before)
      if (after === before) return
      values.set(key, after)
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const useKeyed = <T>(store: KeyedStore<T>, key: string): T =>
  useSyncExternalStore(store.subscribe, () => store.get(key))
