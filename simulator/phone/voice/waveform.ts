export const waveformBars = 40

const known = new Map<string, Promise<number[]>>()

/** The loudness of a recording over its length, as heights from 0 to 1. Falls back to a quiet pattern. */
export function waveformOf(url: string): Promise<number[]> {
  const before = known.get(url)
  if (before !== undefined) return before
  const waveform = measure(url).catch(() => restingWaveform)
  known.set(url, waveform)
  return waveform
}

/** Shown until a recording is measured, and for one that this browser cannot decode. */
export const restingWaveform: number[] = Array.from(
  { length: waveformBars },
  (_, place) => 0.28 + 0.2 * Math.abs(Math.sin(place * 1.7)) * Math.abs(Math.cos(place * 0.6)),
)

async function measure(url: string): Promise<number[]> {
  const response = await fetch(url)
  const bytes = await response.arrayBuffer()
  // Rate and length of this context do not matter: it only decodes.
  const audio = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(bytes)
  const samples = audio.getChannelData(0)
  const step = Math.max(1, Math.floor(samples.length / waveformBars))
  const peaks = Array.from({ length: waveformBars }, (_, place) =>
    peakOf(samples, place * step, step),
  )
  const loudest = Math.max(...peaks, 0.01)
  return peaks.map((peak) => Math.max(0.08, peak / loudest))
}

function peakOf(samples: Float32Array, from: number, length: number): number {
  let peak = 0
  for (let at = from; at < from + length && at < samples.length; at += 4) {
    peak = Math.max(peak, Math.abs(samples[at] ?? 0))
  }
  return peak
}
