import type { ThreadEntry } from '../state/thread-store.ts'
import { VoicePlayer } from '../voice/voice-player.tsx'
import { ContactsBody } from './contacts-body.tsx'
import { DocumentBody } from './document-body.tsx'
import { InteractiveBody } from './interactive-body.tsx'
import { LocationBody } from './location-body.tsx'
import { OrderBody } from './order-body.tsx'
import { PictureBody } from './picture-body.tsx'
import { StickerBody } from './sticker-body.tsx'
import { TemplateBody } from './template-body.tsx'
import { TextBody } from './text-body.tsx'
import { UnsupportedBody } from './unsupported-body.tsx'

/** Draws what a message holds, each kind in its own way. */
export function MessageBody({ entry }: { entry: ThreadEntry }) {
  const { message } = entry
  switch (message.type) {
    case 'text':
      return <TextBody text={message.content.body} message={message} />
    case 'button':
      return <TextBody text={message.content.text} message={message} />
    case 'image':
    case 'video':
      return <PictureBody message={message} />
    case 'audio':
      return <VoicePlayer message={message} />
    case 'document':
      return <DocumentBody message={message} />
    case 'sticker':
      return <StickerBody message={message} />
    case 'location':
      return <LocationBody location={message.content} />
    case 'contacts':
      return <ContactsBody contacts={message.content} />
    case 'interactive':
      return <InteractiveBody message={message} />
    case 'template':
      return <TemplateBody message={message} />
    case 'order':
      return <OrderBody order={message.content} />
    case 'system':
      return null
    case 'unsupported':
      return <UnsupportedBody kind={message.content.kind} />
  }
}
