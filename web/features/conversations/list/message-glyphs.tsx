import {
  Bot,
  Check,
  CheckCheck,
  CircleAlert,
  CircleHelp,
  Clock,
  Contact,
  FileText,
  Image,
  MapPin,
  Mic,
  PhoneMissed,
  ShoppingBag,
  Smile,
  Sticker,
  Video,
  type LucideIcon,
} from 'lucide-react'
import type { Conversation } from '#shared/contracts/conversation.ts'
import type { MessageStatus } from '#shared/contracts/message.ts'

type LastMessage = NonNullable<Conversation['lastMessage']>

const kinds: Record<string, LucideIcon> = {
  image: Image,
  video: Video,
  audio: Mic,
  voice: Mic,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contacts: Contact,
  order: ShoppingBag,
  reaction: Smile,
  call: PhoneMissed,
}

/** How far an outbound message came: icon, colour and the word for it. */
const progress: Partial<Record<MessageStatus, { Icon: LucideIcon; tone: string; words: string }>> =
  {
    queued: { Icon: Clock, tone: 'text-faint', words: 'Waiting to be sent' },
    sending: { Icon: Clock, tone: 'text-faint', words: 'Sending' },
    accepted: { Icon: Check, tone: 'text-faint', words: 'Accepted by WhatsApp' },
    sent: { Icon: Check, tone: 'text-faint', words: 'Sent' },
    delivered: { Icon: CheckCheck, tone: 'text-faint', words: 'Delivered' },
    read: { Icon: CheckCheck, tone: 'text-info', words: 'Read' },
    played: { Icon: CheckCheck, tone: 'text-info', words: 'Played' },
    failed: { Icon: CircleAlert, tone: 'text-danger', words: 'Failed' },
    unknown: { Icon: CircleHelp, tone: 'text-warning', words: 'Outcome unknown' },
  }

/** Ticks, automation and kind of the last message, in front of its words. */
export function MessageGlyphs({ message }: { message: LastMessage }) {
  const state = message.direction === 'outbound' ? progress[message.status] : undefined
  const Kind = kinds[message.type]
  return (
    <>
      {message.direction === 'inbound' && <span className="sr-only">They wrote: </span>}
      {state !== undefined && (
        <span title={state.words} className={`shrink-0 ${state.tone}`}>
          <state.Icon size={15} aria-hidden />
          <span className="sr-only">You, {state.words.toLowerCase()}: </span>
        </span>
      )}
      {message.isAutomated && (
        <span title="Automated" className="shrink-0 text-faint">
          <Bot size={14} aria-hidden />
          <span className="sr-only">Automated: </span>
        </span>
      )}
      {Kind !== undefined && <Kind size={14} aria-hidden className="shrink-0 text-faint" />}
    </>
  )
}
