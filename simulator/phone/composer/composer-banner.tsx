import { PencilLine, Reply, X } from 'lucide-react'
import { useChat } from '../chat/chat-context.ts'
import { QuotedCard } from '../message/quoted-card.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import type { ComposerMode } from './composer-mode.ts'

/** Above the message box: what is being answered or edited. */
export function ComposerBanner({ mode, onClose }: { mode: ComposerMode; onClose: () => void }) {
  const { number } = useChat()
  if (mode.kind === 'new') return null
  const isReply = mode.kind === 'reply'
  const Icon = isReply ? Reply : PencilLine
  return (
    <fieldset
      aria-label={isReply ? 'Replying' : 'Editing'}
      className="flex animate-fade-in items-center gap-2 px-2 pt-2"
    >
      <Icon aria-hidden className="ms-2 size-5 shrink-0 text-accent rtl:-scale-x-100" />
      <div className="min-w-0 flex-1">
        <QuotedCard message={mode.message} businessName={number.verifiedName} />
      </div>
      <IconButton icon={X} label={isReply ? 'Cancel reply' : 'Cancel editing'} onClick={onClose} />
    </fieldset>
  )
}
