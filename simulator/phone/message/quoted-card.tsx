import type { ChatMessage } from '../simulator-api/wire-types.ts'
import { plainText } from './parse-rich-text.ts'
import { summaryOf } from './summary.ts'

export function QuotedCard({
  message,
  businessName,
}: {
  message: ChatMessage
  businessName: string
}) {
  const isOwn = message.direction === 'to_business'
  const picture = message.type === 'image' && !message.revoked ? message.mediaUrl : null
  return (
    <span
      className={`flex overflow-hidden rounded-lg border-s-4 bg-quote ${isOwn ? 'border-accent' : 'border-link'}`}
    >
      <span className="min-w-0 flex-1 px-2.5 py-1.5 text-[0.8rem] leading-snug">
        <span
          dir="auto"
          className={`block truncate font-semibold ${isOwn ? 'text-accent' : 'text-link'}`}
        >
          {isOwn ? 'You' : businessName}
        </span>
        <span dir="auto" className="line-clamp-2 wrap-anywhere text-bubble-muted">
          {plainText(summaryOf(message))}
        </span>
      </span>
      {picture === null ? null : (
        <img src={picture} alt="" className="size-12 shrink-0 self-center object-cover" />
      )}
    </span>
  )
}
