import { sizeWords } from '../time/time-words.ts'

export type AttachmentKind = 'image' | 'video' | 'audio' | 'document' | 'sticker'

const KB = 1024
const MB = 1024 * KB

/**
 * What Meta takes, by kind.
 * @source Meta, "Cloud API media reference", supported media types; read 2026-11-20.
 */
const LIMITS: Record<AttachmentKind, { mimeTypes: string[]; maxBytes: number }> = {
  image: { mimeTypes: ['image/jpeg', 'image/png'], maxBytes: 5 * MB },
  video: { mimeTypes: ['video/mp4', 'video/3gpp'], maxBytes: 16 * MB },
  audio: {
    mimeTypes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
    maxBytes: 16 * MB,
  },
  sticker: { mimeTypes: ['image/webp'], maxBytes: 100 * KB },
  document: {
    mimeTypes: [
      'text/plain',
      'application/pdf',
      'application/msword',
      'application/vnd.ms-excel',
      'application/vnd.ms-powerpoint',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ],
    maxBytes: 100 * MB,
  },
}

export const CAPTION_MAX_CHARACTERS = 1024
export const TEXT_MAX_CHARACTERS = 4096
/** More than this in the tray at once helps nobody and would upload for minutes. */
export const ATTACHMENTS_MAX = 30

export type FileFacts = { name: string; mimeType: string; sizeBytes: number }

/** How a file would be sent, what is wrong with that, and what can be done instead. */
export type AttachmentCheck = {
  kind: AttachmentKind
  /** A sentence with the limit and the value; null when Meta takes the file as it is. */
  problem: string | null
  /** `document`: send it unchanged as a file. `shrink`: re-draw the picture as a smaller JPEG. */
  remedies: ('document' | 'shrink')[]
}

/** Checks a file against Meta's limits before a byte is uploaded. */
export function checkAttachment(file: FileFacts): AttachmentCheck {
  const kind = kindOf(file)
  if (file.sizeBytes === 0)
    return { kind, problem: `“${file.name}” is empty: there is nothing to send.`, remedies: [] }
  const { maxBytes } = LIMITS[kind]
  if (file.sizeBytes <= maxBytes) return { kind, problem: null, remedies: [] }
  const fitsAsDocument = kind !== 'document' && file.sizeBytes <= LIMITS.document.maxBytes
  const remedies: AttachmentCheck['remedies'] = []
  if (kind === 'image') remedies.push('shrink')
  if (fitsAsDocument) remedies.push('document')
  return {
    kind,
    problem: `“${file.name}” is ${sizeWords(file.sizeBytes)}; WhatsApp takes ${PLURALS[kind]} up to ${limitWords(maxBytes)}.`,
    remedies,
  }
}

/** Checks the same file once the person chose to send it as a document. */
export function checkAsDocument(file: FileFacts): AttachmentCheck {
  const { maxBytes } = LIMITS.document
  const isTooLarge = file.sizeBytes > maxBytes
  return {
    kind: 'document',
    problem: isTooLarge
      ? `“${file.name}” is ${sizeWords(file.sizeBytes)}; WhatsApp takes documents up to ${limitWords(maxBytes)}.`
      : null,
    remedies: [],
  }
}

/** What the file picker offers; other files go as documents. */
export const PICTURE_TYPES = [...LIMITS.image.mimeTypes, ...LIMITS.video.mimeTypes].join(',')

const PLURALS: Record<AttachmentKind, string> = {
  image: 'photos',
  video: 'videos',
  audio: 'audio files',
  document: 'documents',
  sticker: 'stickers',
}

const limitWords = (maxBytes: number) =>
  maxBytes >= MB ? `${maxBytes / MB} MB` : `${maxBytes / KB} KB`

function kindOf(file: FileFacts): AttachmentKind {
  const mimeType = (file.mimeType.split(';')[0] ?? '').trim().toLowerCase()
  for (const kind of ['image', 'video', 'audio'] as const)
    if (LIMITS[kind].mimeTypes.includes(mimeType)) return kind
  // A WebP small enough is a sticker; a larger one can only travel as a file.
  if (LIMITS.sticker.mimeTypes.includes(mimeType) && file.sizeBytes <= LIMITS.sticker.maxBytes)
    return 'sticker'
  return 'document'
}
