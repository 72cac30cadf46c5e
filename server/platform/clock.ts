/** Where the server takes the time from. Business rules get a clock or a `now`, never `Date.now()` itself. */
export type Clock = { now(): Date }

/** A clock that runs at normal speed, moved by an offset: tests and the simulator's clock jumps. */
export type OffsetClock = Clock & { setOffsetMs(offsetMs: number): void; readonly offsetMs: number }

export function offsetClock(): OffsetClock {
  let offsetMs = 0
  return {
    now: () => new Date(Date.now() + offsetMs),
    setOffsetMs: (next) => {
      offsetMs = next
    },
    get offsetMs() {
      return offsetMs
    },
  }
}
