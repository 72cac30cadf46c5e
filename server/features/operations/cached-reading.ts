/** A reading is used at least this long, and so many times as long as it took: reading costs 5 % of a connection. */
const shortestMs = 1_500
const costFactor = 20

/**
 * Shares one reading between all who ask within a few seconds, and between those who ask while it is being taken.
 * A reading that fails is not kept: the next caller tries again.
 */
export function cachedReading<T>(
  read: () => Promise<T>,
  nowMs: () => number = () => performance.now(),
): () => Promise<T> {
  let current: { reading: Promise<T>; usableUntilMs: number } | null = null
  const take = (): Promise<T> => {
    const startedAtMs = nowMs()
    const taken = { reading: read(), usableUntilMs: Infinity }
    current = taken
    taken.reading.then(
      () => {
        const endedAtMs = nowMs()
        taken.usableUntilMs =
          endedAtMs + Math.max(shortestMs, (endedAtMs - startedAtMs) * costFactor)
      },
      () => {
        if (current === taken) current = null
      },
    )
    return taken.reading
  }
  return () => (current && nowMs() < current.usableUntilMs ? current.reading : take())
}
