import {
  bareMimeType,
  exactSizeWords,
  limitWords,
  mediaLimits,
  type MediaKind,
} from '#shared/media-limits.ts'

const words: Record<MediaKind, string> = {
  image: 'Pictures',
  video: 'Videos',
  audio: 'Audio files',
  sticker: 'Stickers',
  document: 'Documents',
}

/** The kind that a type is sent as when nobody says otherwise. */
export function kindOfMimeType(mimeType: string): MediaKind {
  const bare = bareMimeType(mimeType)
  const kinds = ['image', 'video', 'audio', 'sticker'] as const
  return kinds.find((kind) => mediaLimits[kind].mimeTypes.includes(bare)) ?? 'document'
}

/** Documents may be of any type, and a picture may travel as one. */
const fitsKind = (kind: MediaKind, mimeType: string): boolean =>
  kind === 'document' || mediaLimits[kind].mimeTypes.includes(bareMimeType(mimeType))

/** A full sentence for people with the limit and the value; null when the file is small enough. */
export function sizeFault(
  kind: MediaKind,
  sizeBytes: number,
  maxBytes = mediaLimits[kind].maxBytes,
): string | null {
  if (sizeBytes <= maxBytes) return null
  return `${words[kind]} must be ${limitWords(maxBytes)} or smaller; this one has ${exactSizeWords(sizeBytes)}.`
}

/** A full sentence for people; null when WhatsApp takes this type as this kind. */
export function typeFault(kind: MediaKind, mimeType: string): string | null {
  if (fitsKind(kind, mimeType)) return null
  const taken = mediaLimits[kind].mimeTypes.join(', ')
  return `${words[kind]} must be ${taken}; this file is ${bareMimeType(mimeType)}.`
}
