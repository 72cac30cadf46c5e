import type { NewMessage } from '#shared/contracts/message.ts'
import type { MediaId } from '../../platform/ids.ts'
import type { MessageEnvelope, RawObject } from '../messages/messages.ts'
import type { MediaKind } from '#shared/media-limits.ts'

/** What is to be sent, apart from whom to and by whom; the same for new messages and for repeated ones. */
export type OutboundContent = {
  type: string
  /** Meta's object under the key of the type, without a media id: Meta's own is known only when it leaves. */
  part: RawObject
  mediaId: MediaId | null
  /** The message that is quoted, by Meta's id or ours. */
  quotes: string | null
  /** The message that is reacted to, by Meta's id or ours. */
  reactsTo: string | null
}

const mediaTypes = new Set(['image', 'video', 'audio', 'document', 'sticker'])

export const isMediaType = (type: string): type is MediaKind => mediaTypes.has(type)

export function outboundContent(message: NewMessage): OutboundContent {
  const base = { type: message.type, mediaId: null, reactsTo: null }
  const quotes = message.context?.message_id ?? null
  switch (message.type) {
    case 'text':
      return { ...base, part: message.text, quotes }
    case 'location':
      return { ...base, part: message.location, quotes }
    case 'reaction': {
      const { message_id: reactsTo, emoji } = message.reaction
      return { ...base, part: { emoji }, reactsTo, quotes: null }
    }
    case 'image':
      return mediaContent(message.type, message.image, quotes)
    case 'video':
      return mediaContent(message.type, message.video, quotes)
    case 'audio':
      return mediaContent(message.type, message.audio, quotes)
    case 'document':
      return mediaContent(message.type, message.document, quotes)
    case 'sticker':
      return mediaContent(message.type, message.sticker, quotes)
  }
}

type MediaPart = Extract<NewMessage, { type: 'image' }>['image']

/** Which optional parts Meta knows for each kind; others are left out rather than refused by Meta. */
const knownParts: Record<MediaKind, (keyof MediaPart)[]> = {
  image: ['link', 'caption'],
  video: ['link', 'caption'],
  audio: ['link', 'voice'],
  document: ['link', 'caption', 'filename'],
  sticker: ['link'],
}

function mediaContent(type: MediaKind, media: MediaPart, quotes: string | null): OutboundContent {
  const part = Object.fromEntries(
    knownParts[type].flatMap((name) => (media[name] === undefined ? [] : [[name, media[name]]])),
  )
  const mediaId = (media.id as MediaId | undefined) ?? null
  return { type, part, mediaId, quotes, reactsTo: null }
}

/** What a stored message of ours said, to be sent again. */
export function contentOfEnvelope(
  row: { type: string; mediaId: string | null; contextWamid: string | null },
  envelope: MessageEnvelope,
): OutboundContent {
  const part = (envelope.message[row.type] ?? {}) as RawObject
  const { message_id: reactsTo, ...rest } = part
  return {
    type: row.type,
    part: rest,
    mediaId: row.mediaId as MediaId | null,
    quotes: row.type === 'reaction' ? null : row.contextWamid,
    reactsTo: row.type === 'reaction' && typeof reactsTo === 'string' ? reactsTo : null,
  }
}

/** What is stored sealed: the type part of the Graph body, with `context`. */
export function envelopeOf(content: OutboundContent, targetWamid: string | null): MessageEnvelope {
  const isReaction = content.type === 'reaction'
  return {
    message: {
      type: content.type,
      [content.type]: isReaction ? { ...content.part, message_id: targetWamid } : content.part,
      ...(targetWamid && !isReaction ? { context: { message_id: targetWamid } } : {}),
    },
  }
}
