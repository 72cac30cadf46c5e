import type { ChatMessage } from '../simulator-api/wire-types.ts'
import { useChat } from '../chat/chat-context.ts'
import { QuotedCard } from './quoted-card.tsx'

/** The answered message above an answer; a tap leads to it. */
export function Quoted({ message, wamid }: { message: ChatMessage | null; wamid: string | null }) {
  const { jumpTo, number } = useChat()
  if (message === null || wamid === null) {
    return (
      <p className="m-0.5 rounded-lg bg-quote px-2.5 py-1.5 text-xs text-bubble-muted italic">
        An earlier message
      </p>
    )
  }
  return (
    <button
      type="button"
      aria-label="Go to the quoted message"
      onClick={() => jumpTo(wamid)}
      className="m-0.5 block w-[calc(100%-0.25rem)] text-start"
    >
      <QuotedCard message={message} businessName={number.verifiedName} />
    </button>
  )
}
