/** Loudness of a recording in `count` steps, each 0 to 1, the loudest at 1; silence gives zeros. */
export function peaksOf(samples: Float32Array, count: number): number[] {
  const peaks: number[] = []
  for (let step = 0; step < count; step += 1) {
    const from = Math.floor((step * samples.length) / count)
    const to = Math.max(from + 1, Math.floor(((step + 1) * samples.length) / count))
    let sum = 0
    for (let index = from; index < to; index += 1) sum += (samples[index] ?? 0) ** 2
    peaks.push(Math.sqrt(sum / (to - from)))
  }
  const loudest = Math.max(...peaks)
  return loudest === 0 ? peaks : peaks.map((peak) => peak / loudest)
}

/** Bars for a recording that is not decoded yet: gentle, and the same each time for the same id. */
export function placeholderPeaks(seed: string, count: number): number[] {
  let state = 7
  for (const letter of seed) state = (state * 31 + (letter.codePointAt(0) ?? 0)) % 65_521
  return Array.from({ length: count }, (_, step) => {
    state = (state * 75 + 74) % 65_537
    const swell = 0.35 + 0.25 * Math.sin((step / count) * Math.PI * 5)
    return Math.min(1, swell + (state / 65_537) * 0.35)
  })
}
