import { rules } from '#simulator/rules.ts'

export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker'

const officePrefix = 'application/vnd.openxmlformats-officedocument.'

/** @source Meta, Cloud API media, supported types and sizes; read 2026-11-20. */
const mimesByKind: Record<Exclude<MediaKind, 'sticker'>, string[]> = {
  audio: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
  document: [
    'text/plain',
    'application/pdf',
    'application/msword',
    'application/vnd.ms-excel',
    'application/vnd.ms-powerpoint',
    `${officePrefix}wordprocessingml.document`,
    `${officePrefix}spreadsheetml.sheet`,
    `${officePrefix}presentationml.presentation`,
  ],
  image: ['image/jpeg', 'image/png'],
  video: ['video/mp4', 'video/3gpp'],
}

/** `audio/ogg; codecs=opus` becomes `audio/ogg`. */
export const bareMime = (mime: string): string => (mime.split(';')[0] ?? '').trim().toLowerCase()

/** The kind of message this type of file is sent as. */
export function kindOfMime(mime: string): MediaKind {
  const bare = bareMime(mime)
  if (bare === 'image/webp') return 'sticker'
  for (const kind of ['image', 'audio', 'video'] as const) {
    if (bare.startsWith(`${kind}/`)) return kind
  }
  return 'document'
}

function isMimeAllowed(kind: MediaKind, bare: string): boolean {
  if (kind === 'sticker') return bare === 'image/webp'
  // Documents of any type are accepted in practice; the list says which ones are documented.
  if (kind === 'document') return /^[\w.+-]+\/[\w.+-]+$/.test(bare)
  return mimesByKind[kind].includes(bare)
}

function maxBytes(kind: MediaKind, bytes: Uint8Array): { value: number; says: string } {
  switch (kind) {
    case 'image':
      return rules.imageMaxBytes
    case 'audio':
      return rules.audioMaxBytes
    case 'video':
      return rules.videoMaxBytes
    case 'document':
      return rules.documentMaxBytes
    case 'sticker':
      return isAnimatedWebp(bytes) ? rules.animatedStickerMaxBytes : rules.staticStickerMaxBytes
  }
}

/** A WebP moves when its extended header says so: byte 20, bit 1. */
export function isAnimatedWebp(bytes: Uint8Array): boolean {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 21))
  return (
    header.length === 21 &&
    header.toString('latin1', 12, 16) === 'VP8X' &&
    ((header[20] ?? 0) & 0b10) !== 0
  )
}

/**
 * Why Meta would not take this file, as a sentence, or null.
 * @param kind  what it is to be sent as; left out, it follows from the type.
 */
export async function findMediaProblem(
  bytes: Uint8Array,
  mime: string,
  kind: MediaKind = kindOfMime(mime),
): Promise<string | null> {
  const bare = bareMime(mime)
  if (bytes.byteLength === 0) return 'The file is empty.'
  if (!isMimeAllowed(kind, bare)) return `${bare || 'No type'} cannot be sent as ${kind}.`
  const limit = maxBytes(kind, bytes)
  if (bytes.byteLength > limit.value) {
    return `${limit.says.replace(/\.$/, '')}; this one has ${bytes.byteLength} bytes.`
  }
  return findMismatch(bytes, bare)
}

// Only types whose bytes tell for certain are compared: containers share signatures.
const recognisable = new Set(['image/jpeg', 'image/png', 'image/webp', 'application/pdf'])

async function findMismatch(bytes: Uint8Array, bare: string): Promise<string | null> {
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(bytes)
  const foundMime = found && bareMime(found.mime)
  if (foundMime === bare) return null
  const declaredTop = bare.split('/')[0]
  const isSuspicious =
    recognisable.has(bare) ||
    (foundMime !== undefined && recognisable.has(foundMime) && declaredTop !== 'application')
  return isSuspicious
    ? `The file is ${foundMime ?? 'not recognisable'}, but was announced as ${bare}.`
    : null
}
