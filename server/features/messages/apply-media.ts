import type { MediaId } from '../../platform/ids.ts'
import { createInboundMedia, mediaKindOf } from '../media/media.ts'
import type { ApplyContext, ChannelFacts } from './apply-context.ts'
import { columnText } from './apply-context.ts'
import { objectAt, textAt, valueAt, type RawObject } from './raw-content.ts'

/**
 * Keeps a place for the media of a message and has it fetched after the commit.
 * @returns null when there is none: media is whatever has an id and a MIME type under the message's type.
 */
export async function announceMedia(
  { tx, sealer, now }: ApplyContext,
  of: {
    received: { message: RawObject; channel: ChannelFacts }
    type: string
    conversationId: string
    messageId: string
  },
): Promise<MediaId | null> {
  const { message, channel } = of.received
  const part = objectAt(message, of.type)
  const metaMediaId = textAt(part, 'id')
  const mimeType = textAt(part, 'mime_type')
  const isMedia = ['image', 'video', 'audio', 'document', 'sticker'].includes(of.type)
  if (!part || metaMediaId === null || (!isMedia && mimeType === null)) return null
  return createInboundMedia(
    tx,
    sealer,
    {
      metaMediaId: columnText(metaMediaId) ?? '',
      url: textAt(part, 'url'),
      kind: mediaKindOf(of.type, mimeType),
      mimeType: columnText(mimeType),
      sha256: columnText(textAt(part, 'sha256')),
      fileName: textAt(part, 'filename'),
      isVoice: valueAt(part, 'voice') === true,
    },
    {
      channelId: channel.channelId,
      conversationId: of.conversationId,
      messageId: of.messageId,
      now,
    },
  )
}
