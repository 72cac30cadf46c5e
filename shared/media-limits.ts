export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker'

const KB = 1024
const MB = 1024 * KB

/** The largest file that WhatsApp moves at all, in either direction. */
export const largestFileBytes = 100 * MB

const officeXml = 'application/vnd.openxmlformats-officedocument'

/**
 * What WhatsApp takes, by kind. Documents may be of other types too; whether of all is not documented.
 * @source Meta, "Cloud API media reference", supported media types; read 2026-11-20, Graph v26.0.
 */
export const mediaLimits: Record<MediaKind, { mimeTypes: readonly string[]; maxBytes: number }> = {
  image: { mimeTypes: ['image/jpeg', 'image/png'], maxBytes: 5 * MB },
  video: { mimeTypes: ['video/mp4', 'video/3gpp'], maxBytes: 16 * MB },
  audio: {
    mimeTypes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
    maxBytes: 16 * MB,
  },
  // A still sticker has a tighter limit: see `stickerMaxBytes`.
  sticker: { mimeTypes: ['image/webp'], maxBytes: 500 * KB },
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
  },
}

export const stickerMaxBytes = { still: 100 * KB, animated: 500 * KB } as const

/** `audio/ogg; codecs=opus` is `audio/ogg`. */
export const bareMimeType = (mimeType: string): string =>
  (mimeType.split(';')[0] ?? '').trim().toLowerCase()

/** A limit in words: 16 MB, 100 KB. */
export const limitWords = (bytes: number): string =>
  bytes >= MB ? `${bytes / MB} MB` : `${bytes / KB} KB`

/** A measured size with the exact number beside it, for faults: the value must be told, not rounded away. */
export const exactSizeWords = (bytes: number): string =>
  bytes >= MB
    ? `${(bytes / MB).toFixed(2)} MB (${bytes} bytes)`
    : `${(bytes / KB).toFixed(1)} KB (${bytes} bytes)`
