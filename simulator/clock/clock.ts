import type { Store } from '#simulator/store/open-store.ts'
import { findSetting, saveSetting } from '#simulator/store/setting-store.ts'

export type Clock = {
  now(): number
  offsetMs(): number
  /** Moves the clock forward; it never runs backwards except by `reset`. */
  advance(ms: number): number
  reset(): number
  onJump(listener: (offsetMs: number) => void): () => void
}

/** Real time plus an offset that survives a restart, so that windows stay shut after a jump. */
export function openClock(store: Store, realNow: () => number = Date.now): Clock {
  const listeners = new Set<(offsetMs: number) => void>()
  let offsetMs = Number(findSetting(store, 'clock_offset_ms') ?? 0)

  const set = (next: number) => {
    offsetMs = next
    saveSetting(store, 'clock_offset_ms', String(next))
    for (const listener of listeners) listener(offsetMs)
    return offsetMs
  }

  return {
    now: () => realNow() + offsetMs,
    offsetMs: () => offsetMs,
    advance: (ms) => set(offsetMs + ms),
    reset: () => set(0),
    onJump(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
