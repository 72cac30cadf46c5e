/** The middle one; of an even number the mean of the two in the middle. @throws on an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  if (upper === undefined || lower === undefined) throw new RangeError('no values, so no median')
  return (upper + lower) / 2
}

/** The smallest value that `part` of all values do not exceed. @returns 0 for an empty list. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0
}

/** Medians of several measurements, field by field. */
export function medianOf<Key extends string>(
  rounds: readonly Record<Key, number>[],
  keys: readonly Key[],
): Record<Key, number> {
  const entries = keys.map((key) => [key, median(rounds.map((round) => round[key]))])
  return Object.fromEntries(entries) as Record<Key, number>
}
