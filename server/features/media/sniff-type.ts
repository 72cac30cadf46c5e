import { fileTypeFromBuffer } from 'file-type'
import { bareMimeType } from '#shared/media-limits.ts'
import { kindOfMimeType } from './media-limits.ts'

/** As much of a file as is looked at to tell its type: office files name theirs some way in. */
export const sniffedBytes = 64 * 1024

/** Names that browsers and systems use for the types that WhatsApp knows by another name. */
const aliases: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/x-aac': 'audio/aac',
  'audio/aacp': 'audio/aac',
  'audio/opus': 'audio/ogg',
  'audio/3gpp': 'audio/mp4',
  'application/ogg': 'audio/ogg',
  'application/x-pdf': 'application/pdf',
}

const plainType = (mimeType: string): string => {
  const bare = bareMimeType(mimeType)
  return aliases[bare] ?? bare
}

/** Types whose files share one container, so that the bytes cannot tell them apart; the declared one counts. */
const containers: Record<string, RegExp> = {
  'video/mp4': /^audio\/mp4$/,
  'audio/mp4': /^(video\/mp4|video\/3gpp)$/,
  'video/3gpp': /^audio\/mp4$/,
  'video/webm': /^audio\/webm$/,
  'audio/ogg': /^video\/ogg$/,
  'application/zip': /^application\/(vnd\.|x-|epub|java)/,
  'application/x-cfb': /^application\/(msword|vnd\.)/,
  'application/xml': /^(text\/|image\/svg\+xml|application\/)/,
}

/**
 * The type of a file by its first bytes, checked against what its sender declared.
 * @param declared  MIME type from the sender; empty or `application/octet-stream` when they did not know.
 * @returns the type to go by, or a sentence for people when the bytes are of another type than declared.
 */
export async function sniffType(
  head: Buffer,
  declared: string,
): Promise<{ mimeType: string } | { fault: string }> {
  const found = await fileTypeFromBuffer(head)
  const sniffed = found ? plainType(found.mime) : null
  const claimed = plainType(declared)
  const isUndeclared = claimed === '' || claimed === 'application/octet-stream'
  if (sniffed === null) {
    if (isUndeclared) return { mimeType: isText(head) ? 'text/plain' : 'application/octet-stream' }
    if (isRecognisable(claimed))
      return { fault: `The file says that it is ${claimed}, but its contents are not.` }
    return { mimeType: claimed }
  }
  if (isUndeclared || claimed === sniffed) return { mimeType: sniffed }
  if (containers[sniffed]?.test(claimed)) return { mimeType: claimed }
  if (isRecognisable(claimed) || kindOfMimeType(sniffed) !== 'document')
    return { fault: `The file says that it is ${claimed}, but its contents are ${sniffed}.` }
  return { mimeType: sniffed }
}

/** Types that are always known by their first bytes. */
const isRecognisable = (mimeType: string): boolean =>
  kindOfMimeType(mimeType) !== 'document' || mimeType === 'application/pdf'

function isText(head: Buffer): boolean {
  if (head.includes(0)) return false
  try {
    // The head may end inside a character: `stream` leaves that open.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}
