import {
  bareMimeType,
  limitWords,
  mediaLimits,
  stickerMaxBytes,
  type MediaKind,
} from '#shared/media-limits.ts'
import { sizeWords } from '../time/time-words.ts'

export type AttachmentKind = MediaKind

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
  const maxBytes = kind === 'sticker' ? stickerMaxBytes.still : mediaLimits[kind].maxBytes
  if (file.sizeBytes <= maxBytes) return { kind, problem: null, remedies: [] }
  const fitsAsDocument = kind !== 'document' && file.sizeBytes <= mediaLimits.document.maxBytes
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
  const { maxBytes } = mediaLimits.document
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
export const PICTURE_TYPES = [...mediaLimits.image.mimeTypes, ...mediaLimits.video.mimeTypes].join(
  ',',
)

const PLURALS: Record<AttachmentKind, string> = {
  image: 'photos',
  video: 'videos',
  audio: 'audio files',
  document: 'documents',
  sticker: 'stickers',
}

function kindOf(file: FileFacts): AttachmentKind {
  const mimeType = bareMimeType(file.mimeType)
  for (const kind of ['image', 'video', 'audio'] as const)
    if (mediaLimits[kind].mimeTypes.includes(mimeType)) return kind
  // A WebP small enough is a sticker; a larger one can only travel as a file.
  if (mediaLimits.sticker.mimeTypes.includes(mimeType) && file.sizeBytes <= stickerMaxBytes.still)
    return 'sticker'
  return 'document'
}
