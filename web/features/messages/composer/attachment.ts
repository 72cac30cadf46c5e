import { localUrlOf, releaseLocalUrl } from '../media/local-file.ts'
import { checkAsDocument, checkAttachment, type AttachmentCheck } from './media-limits.ts'

/** A file in the tray. */
export type Attachment = {
  id: string
  file: File
  check: AttachmentCheck
  caption: string
  /** Shows the picture before it is uploaded; revoked when the attachment leaves the tray unsent. */
  previewUrl: string | null
  isVoice: boolean
}

const factsOf = (file: File) => ({ name: file.name, mimeType: file.type, sizeBytes: file.size })

export function attachmentOf(file: File): Attachment {
  const hasPreview = /^(image|video)\//.test(file.type)
  return {
    id: crypto.randomUUID(),
    file,
    check: checkAttachment(factsOf(file)),
    caption: '',
    previewUrl: hasPreview ? localUrlOf(file) : null,
    isVoice: false,
  }
}

/** A recording made here. The server turns it into the OGG that WhatsApp shows as a voice note. */
export function voiceAttachment(file: File): Attachment {
  return {
    id: crypto.randomUUID(),
    file,
    check: { kind: 'audio', problem: null, remedies: [] },
    caption: '',
    previewUrl: localUrlOf(file),
    isVoice: true,
  }
}

export const asDocument = (attachment: Attachment): Attachment => ({
  ...attachment,
  check: checkAsDocument(factsOf(attachment.file)),
})

/** WhatsApp shows captions on pictures, videos and documents only. */
export const takesCaption = ({ check }: Attachment): boolean =>
  check.kind === 'image' || check.kind === 'video' || check.kind === 'document'

export function releaseAttachment(attachment: Attachment): void {
  if (attachment.previewUrl !== null) releaseLocalUrl(attachment.previewUrl)
}
