import type { FileKind } from '../state/draft.ts'
import { toJpeg, toStickerWebp } from './redraw-image.ts'

/** The menu entry a file was picked under; it decides what the file may be sent as. */
export type PickedAs = 'media' | 'document' | 'sticker'

export interface PreparedFile {
  kind: FileKind
  file: Blob
  filename: string
  previewUrl: string
}

const megabyte = 1024 * 1024
// Meta, "Media", supported types and sizes.
const largest = {
  image: 5 * megabyte,
  video: 16 * megabyte,
  audio: 16 * megabyte,
  document: 100 * megabyte,
}
const videoTypes = new Set(['video/mp4', 'video/3gpp'])
const audioTypes = new Set(['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'])

/**
 * Makes a picked file ready to send the way a phone does: photos become JPEG where needed, what the platform
 * does not take as a photo or video goes as a document.
 * @returns the file, or the sentence that says why it cannot be sent.
 */
export async function prepareFile(file: File, pickedAs: PickedAs): Promise<PreparedFile | string> {
  try {
    if (pickedAs === 'sticker')
      return prepared('sticker', await toStickerWebp(file), 'sticker.webp')
    if (pickedAs === 'media' && file.type.startsWith('image/')) return await preparePhoto(file)
  } catch {
    return `${file.name} is not a picture this browser can read.`
  }
  return checked(file, kindOf(file, pickedAs))
}

function kindOf(file: File, pickedAs: PickedAs): 'video' | 'audio' | 'document' {
  if (pickedAs === 'document') return 'document'
  if (videoTypes.has(file.type)) return 'video'
  return audioTypes.has(file.type) ? 'audio' : 'document'
}

async function preparePhoto(file: File): Promise<PreparedFile> {
  const isAccepted = file.type === 'image/jpeg' || file.type === 'image/png'
  if (isAccepted && file.size <= largest.image) return prepared('image', file, file.name)
  return prepared('image', await toJpeg(file), 'photo.jpg')
}

function checked(file: File, kind: 'video' | 'audio' | 'document'): PreparedFile | string {
  const limit = largest[kind]
  if (file.size === 0) return `${file.name} is empty.`
  if (file.size <= limit) return prepared(kind, file, file.name)
  const sizeMb = (file.size / megabyte).toFixed(1)
  return `${file.name} has ${sizeMb} MB; WhatsApp takes up to ${limit / megabyte} MB.`
}

function prepared(kind: FileKind, file: Blob, filename: string): PreparedFile {
  return { kind, file, filename, previewUrl: URL.createObjectURL(file) }
}
