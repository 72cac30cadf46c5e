import { useEffect, useState } from 'react'
import { bytesAt } from './local-file.ts'
import { peaksOf, placeholderPeaks } from './voice-peaks.ts'

const decoded = new Map<string, Promise<DecodedVoice>>()
/** Decoding needs the whole recording in memory; longer ones keep the placeholder bars. */
const LARGEST_BYTES = 4 * 1024 * 1024

type DecodedVoice = { peaks: number[]; durationSeconds: number }

/** Bars of a recording, drawn from its sound once it is decoded, and its length. */
export function useVoicePeaks(
  id: string,
  url: string | null,
  sizeBytes: number | null,
  count: number,
): { peaks: number[]; durationSeconds: number | null } {
  const [voice, setVoice] = useState<DecodedVoice | null>(null)
  useEffect(() => {
    if (url === null || (sizeBytes ?? 0) > LARGEST_BYTES) return
    let isShown = true
    const pending = decoded.get(id) ?? decode(url, count)
    decoded.set(id, pending)
    pending.then(
      (result) => isShown && setVoice(result),
      // A codec this browser cannot decode still plays or offers a download; only the bars stay invented.
      () => decoded.delete(id),
    )
    return () => {
      isShown = false
    }
  }, [id, url, sizeBytes, count])
  return {
    peaks: voice?.peaks ?? placeholderPeaks(id, count),
    durationSeconds: voice?.durationSeconds ?? null,
  }
}

async function decode(url: string, count: number): Promise<DecodedVoice> {
  // An offline context decodes without a user gesture; its own rate keeps the samples few.
  const context = new OfflineAudioContext(1, 1, 16_000)
  const sound = await context.decodeAudioData(await bytesAt(url))
  return { peaks: peaksOf(sound.getChannelData(0), count), durationSeconds: sound.duration }
}
