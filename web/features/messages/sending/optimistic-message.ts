import type { Message, NewMessageInput } from '#shared/contracts/message.ts'
import { serverNowMs } from '#web/api/clock.ts'
import { takesCaption, type Attachment } from '../composer/attachment.ts'

export type Sender = { id: string; name: string }

export type Outgoing = {
  conversationId: string
  contactId: string
  sender: Sender
  replyTo: Message | null
}

/** How a message looks before the server knows it. */
export function optimisticMessage(
  id: string,
  outgoing: Outgoing,
  body: NewMessageInput,
  attachment: Attachment | null,
): Message {
  const { replyTo, sender } = outgoing
  const content =
    body.type === 'text' ? { text: body.text } : { [body.type]: mediaContent(attachment) }
  return {
    id,
    conversationId: outgoing.conversationId,
    contactId: outgoing.contactId,
    direction: 'outbound',
    type: body.type,
    status: 'queued',
    content,
    text: body.type === 'text' ? body.text.body : (attachment?.file.name ?? body.type),
    media: attachment === null ? null : mediaOf(id, attachment),
    wamid: null,
    replyTo:
      replyTo === null
        ? null
        : {
            id: replyTo.id,
            wamid: replyTo.wamid ?? '',
            direction: replyTo.direction,
            type: replyTo.type,
            text: replyTo.text,
            authorName: replyTo.author.name,
          },
    reactions: [],
    author: { kind: 'member', id: sender.id, name: sender.name },
    error: null,
    occurredAt: new Date(serverNowMs()).toISOString(),
    sentAt: null,
    deliveredAt: null,
    readAt: null,
    playedAt: null,
    failedAt: null,
    editedAt: null,
    revokedAt: null,
  }
}

function mediaContent(attachment: Attachment | null): Record<string, unknown> {
  if (attachment === null) return {}
  return {
    caption: attachment.caption,
    filename: attachment.file.name,
    voice: attachment.isVoice,
  }
}

function mediaOf(id: string, attachment: Attachment): Message['media'] {
  return {
    id,
    state: 'ready',
    kind: attachment.check.kind,
    mimeType: attachment.file.type,
    fileName: attachment.file.name,
    sizeBytes: attachment.file.size,
    sha256: null,
    isVoice: attachment.isVoice,
    reason: null,
    url: attachment.previewUrl,
  }
}

/** What is posted for a file, once its upload gave `mediaId`. */
export function mediaBody(
  outgoing: Outgoing,
  attachment: Attachment,
  mediaId: string,
): NewMessageInput {
  const caption = attachment.caption.trim()
  const reference = {
    id: mediaId,
    ...(takesCaption(attachment) && caption !== '' && { caption }),
  }
  const envelope = envelopeOf(outgoing)
  switch (attachment.check.kind) {
    case 'image':
      return { ...envelope, type: 'image', image: reference }
    case 'video':
      return { ...envelope, type: 'video', video: reference }
    case 'sticker':
      return { ...envelope, type: 'sticker', sticker: reference }
    case 'audio':
      return {
        ...envelope,
        type: 'audio',
        audio: { ...reference, ...(attachment.isVoice && { voice: true }) },
      }
    case 'document':
      return {
        ...envelope,
        type: 'document',
        document: { ...reference, filename: attachment.file.name.slice(-240) },
      }
    default:
      return attachment.check.kind satisfies never
  }
}

export function envelopeOf({ conversationId, replyTo }: Outgoing) {
  return { conversationId, ...(replyTo !== null && { context: { message_id: replyTo.id } }) }
}
