import { FlaskConical } from 'lucide-react'
import { useChat } from './chat-context.ts'

/** The top of every chat: where these messages go. */
export function ChatIntro() {
  const { number } = useChat()
  return (
    <p className="mx-auto mt-1 mb-2 max-w-72 rounded-2xl bg-chip px-4 py-2.5 text-center text-xs text-balance text-muted shadow-bubble">
      <FlaskConical aria-hidden className="me-1.5 inline size-3.5 align-[-2px]" />
      Simulated chat with{' '}
      <bdi className="font-medium whitespace-nowrap text-ink">{number.displayPhoneNumber}</bdi>.
      Nothing here reaches WhatsApp.
    </p>
  )
}
