import { emojiOnlyCount } from '../text/emoji-only.ts'
import { AnswerMessage } from './answer-message.tsx'
import { AudioMessage } from './audio-message.tsx'
import { CallMessage } from './call-message.tsx'
import { ContactsMessage } from './contacts-message.tsx'
import { DocumentMessage } from './document-message.tsx'
import { InteractiveMessage } from './interactive-message.tsx'
import type { KindProps } from './kind-props.ts'
import { LocationMessage } from './location-message.tsx'
import { OrderMessage } from './order-message.tsx'
import { PictureMessage } from './picture-message.tsx'
import { StickerMessage } from './sticker-message.tsx'
import { TemplateMessage } from './template-message.tsx'
import { EmojiMessage, textBodyOf, TextMessage } from './text-message.tsx'
import { UnsupportedMessage } from './unsupported-message.tsx'

/** Stickers and large emoji stand on the canvas itself. */
export function isWithoutBubble(message: KindProps['message']): boolean {
  if (message.replyTo !== null || message.content['referral'] !== undefined) return false
  if (message.type === 'sticker') return true
  return message.type === 'text' && emojiOnlyCount(textBodyOf(message)) > 0
}

/** Draws a message by its kind; what is unknown is named. */
export function MessageBody({ message, meta }: KindProps) {
  const props = { message, meta }
  switch (message.type) {
    case 'text':
      return isWithoutBubble(message) ? <EmojiMessage {...props} /> : <TextMessage {...props} />
    case 'image':
    case 'video':
      return <PictureMessage {...props} />
    case 'audio':
    case 'voice':
      return <AudioMessage {...props} />
    case 'document':
      return <DocumentMessage {...props} />
    case 'sticker':
      return <StickerMessage {...props} />
    case 'location':
      return <LocationMessage {...props} />
    case 'contacts':
      return <ContactsMessage {...props} />
    case 'button':
      return <AnswerMessage {...props} />
    case 'interactive':
      return message.direction === 'inbound' ? (
        <AnswerMessage {...props} />
      ) : (
        <InteractiveMessage {...props} />
      )
    case 'template':
      return <TemplateMessage {...props} />
    case 'order':
      return <OrderMessage {...props} />
    case 'call':
      return <CallMessage {...props} />
    default:
      return <UnsupportedMessage {...props} />
  }
}
