import { CircleCheckBig, PhoneCall } from 'lucide-react'
import type { MessageOf } from '../simulator-api/wire-types.ts'
import { HeaderPart } from './header-part.tsx'
import { RichText } from './rich-text.tsx'
import { UnsupportedBody } from './unsupported-body.tsx'

const shown = new Set([
  'button',
  'list',
  'cta_url',
  'location_request_message',
  'request_contact_info',
  'call_permission_request',
  'product',
  'product_list',
  'catalog_message',
])

/** A message with buttons or a list, or a person's answer to one. The buttons themselves stand below the bubble. */
export function InteractiveBody({ message }: { message: MessageOf<'interactive'> }) {
  const { content } = message
  const reply = content.button_reply ?? content.list_reply
  if (reply !== undefined)
    return <Answer title={reply.title} detail={content.list_reply?.description} />
  if (content.nfm_reply !== undefined) return <FormAnswer text={content.nfm_reply.body ?? 'Sent'} />
  if (content.call_permission_reply !== undefined) {
    return <CallAnswer isAllowed={content.call_permission_reply.response === 'accept'} />
  }
  return (
    <div className="min-w-52">
      <HeaderPart header={content.header ?? null} mediaUrl={message.mediaUrl} />
      {content.body === undefined ? null : (
        <RichText text={content.body.text} className="px-1.5 py-0.5" />
      )}
      {content.footer === undefined ? null : (
        <RichText text={content.footer.text} className="px-1.5 text-[0.8rem] text-bubble-muted" />
      )}
      {shown.has(content.type) ? null : (
        <div className="pt-1">
          <UnsupportedBody kind={content.type} />
        </div>
      )}
    </div>
  )
}

function Answer({ title, detail }: { title: string; detail?: string }) {
  return (
    <div className="px-1.5 pt-0.5">
      <p dir="auto" className="font-medium">
        {title}
      </p>
      {detail === undefined ? null : (
        <p dir="auto" className="text-[0.82rem] text-bubble-muted">
          {detail}
        </p>
      )}
    </div>
  )
}

function FormAnswer({ text }: { text: string }) {
  return (
    <p className="flex items-center gap-2 px-1.5 pt-0.5">
      <CircleCheckBig aria-hidden className="size-5 text-accent" />
      {text}
    </p>
  )
}

function CallAnswer({ isAllowed }: { isAllowed: boolean }) {
  return (
    <p className="flex items-center gap-2 px-1.5 pt-0.5">
      <PhoneCall aria-hidden className="size-4.5 text-bubble-muted" />
      {isAllowed ? 'Calls allowed' : 'Calls not allowed'}
    </p>
  )
}
