export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker'

const KB = 1024
const MB = 1024 * KB

/** The largest file that WhatsApp moves at all, in either direction. */
export const largestFileBytes = 100 * MB

const officeXml = 'application/vnd.openxmlformats-officedocument'

/**
 * What WhatsApp takes, by kind.
 * @source Meta, "Cloud API media reference", supported media types; read 2026-11-20, Graph v26.0.
 */
const limits: Record<MediaKind, { mimeTypes: readonly string[]; maxBytes: number; words: string }> =
  {
    image: { mimeTypes: ['image/jpeg', 'image/png'], maxBytes: 5 * MB, words: 'Pictures' },
    video: { mimeTypes: ['video/mp4', 'video/3gpp'], maxBytes: 16 * MB, words: 'Videos' },
    audio: {
      mimeTypes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
      maxBytes: 16 * MB,
      words: 'Audio files',
    },
    // A still sticker has a tighter limit: see `stickerMaxBytes`.
    sticker: { mimeTypes: ['image/webp'], maxBytes: 500 * KB, words: 'Stickers' },
    document: {
      mimeTypes: [
        'text/plain',
        'application/pdf',
        'application/msword',
        'application/vnd.ms-excel',
        'application/vnd.ms-powerpoint',
        `${officeXml}.wordprocessingml.document`,
        `${officeXml}.spreadsheetml.sheet`,
        `${officeXml}.presentationml.presentation`,
      ],
      maxBytes: largestFileBytes,
      words: 'Documents',
    },
  }

export const stickerMaxBytes = { still: 100 * KB, animated: 500 * KB } as const

export const maxBytesOf = (kind: MediaKind): number => limits[kind].maxBytes

/** `audio/ogg; codecs=opus` is `audio/ogg`. */
export const bareMimeType = (mimeType: string): string =>
  (mimeType.split(';')[0] ?? '').trim().toLowerCase()

/** The kind that a type is sent as when nobody says otherwise. */
export function kindOfMimeType(mimeType: string): MediaKind {
  const bare = bareMimeType(mimeType)
  const kinds = ['image', 'video', 'audio', 'sticker'] as const
  return kinds.find((kind) => limits[kind].mimeTypes.includes(bare)) ?? 'document'
}

/**
 * Documents may be of any type, and a picture may travel as one. Meta lists eight types for documents but takes
 * others too; whether it takes all of them is not documented.
 */
const fitsKind = (kind: MediaKind, mimeType: string): boolean =>
  kind === 'document' || limits[kind].mimeTypes.includes(bareMimeType(mimeType))

/** A full sentence for people with the limit and the value; null when the file is small enough. */
export function sizeFault(
  kind: MediaKind,
  sizeBytes: number,
  maxBytes = maxBytesOf(kind),
): string | null {
  if (sizeBytes <= maxBytes) return null
  return `${limits[kind].words} must be ${sizeWords(maxBytes)} or smaller; this one has ${exactWords(sizeBytes)}.`
}

/** A full sentence for people; null when WhatsApp takes this type as this kind. */
export function typeFault(kind: MediaKind, mimeType: string): string | null {
  if (fitsKind(kind, mimeType)) return null
  const taken = limits[kind].mimeTypes.join(', ')
  return `${limits[kind].words} must be ${taken}; this file is ${bareMimeType(mimeType)}.`
}

export const sizeWords = (bytes: number): string =>
  bytes >= MB ? `${bytes / MB} MB` : `${bytes / KB} KB`

const exactWords = (bytes: number): string =>
  bytes >= MB
    ? `${(bytes / MB).toFixed(2)} MB (${bytes} bytes)`
    : `${(bytes / KB).toFixed(1)} KB (${bytes} bytes)`
