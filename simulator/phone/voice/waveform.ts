export const waveformBars = 40

const known = new Map<string, Promise<number[]>>()

/** The loudness of a recording over its length, as heights from 0 to 1. Falls back to a quiet pattern. */
export function waveformOf(url: string): Promise<number[]> {
  const before = known.get(url)
  if (before !== undefined) return before
  const waveform = fetch(url)
    .then((response) => response.arrayBuffer())
    .then(measure)
    .catch(() => restingWaveform)
  known.set(url, waveform)
  return waveform
}

/** Measures a recording that is still in memory: its object URL may be played but not fetched. */
export function rememberWaveform(url: string, recording: Blob): void {
  known.set(
    url,
    recording
      .arrayBuffer()
      .then(measure)
      .catch(() => restingWaveform),
  )
}

/** Shown until a recording is measured, and for one that this browser cannot decode. */
export const restingWaveform: number[] = Array.from(
  { length: waveformBars },
  (_, place) => 0.28 + 0.2 * Math.abs(Math.sin(place * 1.7)) * Math.abs(Math.cos(place * 0.6)),
)

async function measure(bytes: ArrayBuffer): Promise<number[]> {
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
