import {
  ContactRound,
  FileText,
  Image,
  MapPin,
  Mic,
  ShoppingBag,
  Sticker,
  Video,
  type LucideIcon,
} from 'lucide-react'
import type { ChatMessage } from '../simulator-api/wire-types.ts'
import { plainText } from '../message/parse-rich-text.ts'
import { summaryOf } from '../message/summary.ts'
import { Ticks } from '../message/ticks.tsx'

/** The preview of a chat: ticks of an own message, a sign for its kind, and one line of it. */
export function LastMessageLine({ message }: { message: ChatMessage }) {
  const Icon = message.revoked ? undefined : icons[message.type]
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      {message.direction === 'to_business' && !message.revoked ? (
        <Ticks status={message.status} className="shrink-0" />
      ) : null}
      {Icon === undefined ? null : <Icon aria-hidden className="size-3.5 shrink-0" />}
      <span dir="auto" className={`truncate ${message.revoked ? 'italic' : ''}`}>
        {plainText(summaryOf(message))}
      </span>
    </span>
  )
}

const icons: Partial<Record<ChatMessage['type'], LucideIcon>> = {
  image: Image,
  video: Video,
  audio: Mic,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contacts: ContactRound,
  order: ShoppingBag,
}
