import { ArrowLeft } from 'lucide-react'
import { VerifiedBadge } from '../message/verified-badge.tsx'
import { chatsStore } from '../state/chats-store.ts'
import { useStore } from '../state/create-store.ts'
import { goTo } from '../state/route-store.ts'
import type { Thread } from '../state/thread-store.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { useChat } from './chat-context.ts'

export function ChatHeader({ thread }: { thread: Thread }) {
  const { chat, number } = useChat()
  const { isTyping } = thread
  const unreadElsewhere = useStore(chatsStore, (all) =>
    (all[chat.personId] ?? [])
      .filter((known) => known.phoneNumberId !== chat.phoneNumberId)
      .reduce((sum, known) => sum + known.unread, 0),
  )
  const backLabel =
    unreadElsewhere === 0 ? 'Back to chats' : `Back to chats, ${unreadElsewhere} unread`
  return (
    <header className="relative z-10 flex shrink-0 items-center gap-2.5 border-b border-line/60 bg-bar ps-1.5 pe-4 pb-2 narrow:pt-1.5">
      <span className="relative">
        <IconButton
          icon={ArrowLeft}
          label={backLabel}
          iconClassName="size-5.5 rtl:-scale-x-100"
          className="text-ink!"
          onClick={() => goTo({ personId: chat.personId, phoneNumberId: null })}
        />
        {unreadElsewhere === 0 ? null : (
          <span
            aria-hidden
            className="absolute end-0.5 top-0.5 size-2.5 rounded-full bg-badge ring-2 ring-bar"
          />
        )}
      </span>
      <Avatar name={number.verifiedName} className="size-10 text-base" />
      <div className="min-w-0 flex-1 leading-tight">
        <h1 className="flex items-center gap-1 font-semibold">
          <span dir="auto" className="truncate">
            {number.verifiedName}
          </span>
          <VerifiedBadge />
        </h1>
        <p
          className={`truncate text-xs ${isTyping ? 'font-medium text-accent' : 'text-muted'}`}
          aria-live="polite"
        >
          {isTyping ? 'typing…' : 'Business account'}
        </p>
      </div>
    </header>
  )
}
