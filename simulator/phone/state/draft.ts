import type {
  ChatMessage,
  ContactCard,
  InteractiveContent,
  LocationContent,
  MessageContent,
  OrderContent,
} from '../simulator-api/wire-types.ts'

export type FileKind = 'image' | 'video' | 'audio' | 'document' | 'sticker'

export interface FileDraft {
  type: 'file'
  kind: FileKind
  file: Blob
  filename: string
  /** An object URL: shows the file while it is on its way. */
  previewUrl: string
  caption: string
  isVoice: boolean
  repliesTo: string | null
}

/** What a person is about to send; a file is uploaded first, then named by its media id. */
export type Draft =
  | FileDraft
  | { type: 'text'; body: string; repliesTo: string | null }
  | { type: 'location'; location: LocationContent; repliesTo: string | null }
  | { type: 'contacts'; contacts: ContactCard[]; repliesTo: string | null }
  | { type: 'interactive'; interactive: InteractiveContent; repliesTo: string | null }
  | { type: 'button'; button: { text: string; payload: string }; repliesTo: string | null }
  | { type: 'order'; order: OrderContent; repliesTo: string | null }

function contentOf(draft: Draft): MessageContent {
  switch (draft.type) {
    case 'text':
      return { type: 'text', content: { body: draft.body } }
    case 'file':
      return { type: draft.kind, content: fileContent(draft) }
    case 'location':
      return { type: 'location', content: draft.location }
    case 'contacts':
      return { type: 'contacts', content: draft.contacts }
    case 'interactive':
      return { type: 'interactive', content: draft.interactive }
    case 'button':
      return { type: 'button', content: draft.button }
    case 'order':
      return { type: 'order', content: draft.order }
  }
}

function fileContent(draft: FileDraft) {
  return {
    ...(draft.caption === '' ? {} : { caption: draft.caption }),
    ...(draft.kind === 'document' ? { filename: draft.filename } : {}),
    ...(draft.kind === 'audio' ? { voice: draft.isVoice } : {}),
  }
}

/** The bubble shown before the simulator has answered. */
export function pendingMessage(draft: Draft, key: string, timestampMs: number): ChatMessage {
  return {
    id: key,
    direction: 'to_business',
    timestampMs,
    status: 'pending',
    repliesTo: draft.repliesTo,
    forwarded: false,
    reactions: [],
    edited: false,
    revoked: false,
    mediaUrl: draft.type === 'file' ? draft.previewUrl : null,
    ...contentOf(draft),
  }
}

/** The request body for a draft, in Meta's shape; `mediaId` is the answer to the upload of its file. */
export function bodyOf(draft: Draft, mediaId: string | null): Record<string, unknown> {
  const { type, content } = contentOf(draft)
  const object = mediaId === null ? content : { id: mediaId, ...content }
  const context = draft.repliesTo === null ? {} : { context: { message_id: draft.repliesTo } }
  return { type, [type]: object, ...context }
}
