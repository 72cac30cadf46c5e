import {
  ContactRound,
  Copy,
  ExternalLink,
  ListTree,
  MapPin,
  PhoneCall,
  PhoneOff,
  Reply,
  ShoppingBag,
  type LucideIcon,
} from 'lucide-react'
import type { ChatMessage, MessageOf } from '../simulator-api/wire-types.ts'
import { useChat } from '../chat/chat-context.ts'
import { tell } from '../state/notice-store.ts'
import { send } from '../state/send-message.ts'
import { filledTemplate, type TemplateButton } from './filled-template.ts'
import { ownContact } from './own-contact.ts'

/** The buttons that close a bubble of the business: each does what it says. */
export function BubbleButtons({ message }: { message: ChatMessage }) {
  if (message.direction !== 'to_person') return null
  if (message.type === 'interactive') return <InteractiveButtons message={message} />
  if (message.type === 'template') return <TemplateButtons message={message} />
  return null
}

function InteractiveButtons({ message }: { message: MessageOf<'interactive'> }) {
  const { chat, person, openSheet } = useChat()
  const { type, action } = message.content
  const repliesTo = message.id
  switch (type) {
    case 'button':
      return (action?.buttons ?? []).map(({ reply }) => (
        <Row
          key={reply.id}
          icon={Reply}
          text={reply.title}
          onClick={() =>
            void send(chat, {
              type: 'interactive',
              interactive: { type: 'button_reply', button_reply: reply },
              repliesTo,
            })
          }
        />
      ))
    case 'list':
      return (
        <Row
          icon={ListTree}
          text={action?.button ?? 'Choose'}
          onClick={() => openSheet({ kind: 'list', message })}
        />
      )
    case 'cta_url':
      return (
        <LinkRow
          text={action?.parameters?.display_text ?? 'Open'}
          url={action?.parameters?.url ?? ''}
        />
      )
    case 'location_request_message':
      return (
        <Row
          icon={MapPin}
          text="Send location"
          onClick={() => openSheet({ kind: 'location', repliesTo })}
        />
      )
    case 'request_contact_info':
      return (
        <Row
          icon={ContactRound}
          text="Share contact"
          onClick={() =>
            void send(chat, { type: 'contacts', contacts: [ownContact(person)], repliesTo })
          }
        />
      )
    case 'call_permission_request':
      return (['accept', 'reject'] as const).map((response) => (
        <Row
          key={response}
          icon={response === 'accept' ? PhoneCall : PhoneOff}
          text={response === 'accept' ? 'Allow calls' : 'Do not allow'}
          onClick={() =>
            void send(chat, {
              type: 'interactive',
              interactive: { type: 'call_permission_reply', call_permission_reply: { response } },
              repliesTo,
            })
          }
        />
      ))
    case 'product':
    case 'product_list':
      return (
        <Row
          icon={ShoppingBag}
          text="View items"
          onClick={() => openSheet({ kind: 'products', message })}
        />
      )
    default:
      return null
  }
}

function TemplateButtons({ message }: { message: MessageOf<'template'> }) {
  const { buttons } = filledTemplate(message.content, message.rendered)
  return buttons.map((button) => (
    <TemplateRow key={`${button.type} ${button.text}`} button={button} wamid={message.id} />
  ))
}

function TemplateRow({ button, wamid }: { button: TemplateButton; wamid: string }) {
  const { chat } = useChat()
  switch (button.type.toLowerCase()) {
    case 'url':
      return <LinkRow text={button.text} url={button.url ?? ''} />
    case 'phone_number':
      return (
        <Row
          icon={PhoneCall}
          text={button.text}
          onClick={() => tell(`This phone cannot call ${button.phoneNumber ?? ''}`)}
        />
      )
    case 'copy_code':
    case 'otp':
      return (
        <Row
          icon={Copy}
          text={button.text}
          onClick={() =>
            void navigator.clipboard.writeText(button.code ?? '').then(() => tell('Code copied'))
          }
        />
      )
    default:
      return (
        <Row
          icon={Reply}
          text={button.text}
          onClick={() =>
            void send(chat, {
              type: 'button',
              button: { text: button.text, payload: button.payload ?? button.text },
              repliesTo: wamid,
            })
          }
        />
      )
  }
}

const rowLook =
  'flex min-h-10 w-full items-center justify-center gap-2 border-t border-ink/8 px-3 py-2 text-center text-[0.9rem] font-medium text-link transition-colors hover:bg-link/8 last-of-type:rounded-b-bubble'

function Row({
  icon: Icon,
  text,
  onClick,
}: {
  icon: LucideIcon
  text: string
  onClick: () => void
}) {
  return (
    <button type="button" onClick={onClick} className={rowLook}>
      <Icon aria-hidden className="size-4 shrink-0 rtl:-scale-x-100" />
      <span dir="auto">{text}</span>
    </button>
  )
}

function LinkRow({ text, url }: { text: string; url: string }) {
  // Only web addresses may be opened: the text comes from whoever uses the API.
  const href = /^https?:\/\//iu.test(url) ? url : undefined
  return (
    <a href={href} title={url} target="_blank" rel="noopener noreferrer" className={rowLook}>
      <ExternalLink aria-hidden className="size-4 shrink-0" />
      <span dir="auto">{text}</span>
    </a>
  )
}
