import { useSyncExternalStore } from 'react'

/**
 * The server's time, as far as this browser knows it. It differs from the device's clock when that is set wrong,
 * and when the simulator's clock was moved: windows and "2 h ago" must follow the server, which decides.
 */
let offsetMs = 0

const tickMs = 15_000
const listeners = new Set<() => void>()
let ticker: ReturnType<typeof setInterval> | null = null
let shownNowMs = Date.now()

export const serverNowMs = (): number => Date.now() + offsetMs

/** Learns the server's time from an answer's `x-keepword-now` header (ISO 8601), when there is one. */
export function learnServerTime(headers: Headers): void {
  const nowMs = Date.parse(headers.get('x-keepword-now') ?? '')
  if (Number.isNaN(nowMs)) return
  const nextOffsetMs = nowMs - Date.now()
  // Below two seconds it is the network's delay, not another clock.
  const isSame = Math.abs(nextOffsetMs - offsetMs) < 2_000
  if (isSame) return
  offsetMs = Math.abs(nextOffsetMs) < 2_000 ? 0 : nextOffsetMs
  tick()
}

function tick() {
  shownNowMs = serverNowMs()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  ticker ??= setInterval(tick, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0 && ticker !== null) {
      clearInterval(ticker)
      ticker = null
    }
  }
}

/** The server's time in ms, renewed every 15 seconds for all who show it at once. */
export const useServerNowMs = (): number =>
  useSyncExternalStore(subscribe, () => {
    // While nobody listened the ticker stood still.
    if (ticker === null) shownNowMs = serverNowMs()
    return shownNowMs
  })
