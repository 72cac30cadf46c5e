import type { Chat } from '../simulator-api/wire-types.ts'
import { listTime } from '../message/format-time.ts'
import { VerifiedBadge } from '../message/verified-badge.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { LastMessageLine } from './last-message-line.tsx'
import { UnreadBadge } from './unread-badge.tsx'

interface ChatRowProps {
  name: string
  detail?: string
  chat: Chat | null
  nowMs: number
  onOpen: () => void
}

export function ChatRow({ name, detail, chat, nowMs, onOpen }: ChatRowProps) {
  const last = chat?.lastMessage ?? null
  const unread = chat?.unread ?? 0
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex w-full items-center gap-3 px-4 text-start transition-colors hover:bg-ink/4 focus-visible:-outline-offset-2 active:bg-ink/8"
    >
      <Avatar name={name} className="my-2.5 size-12 text-lg" />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5 self-stretch border-b border-line/70 py-3">
        <span className="flex items-baseline gap-2">
          <span className="flex min-w-0 flex-1 items-center gap-1 font-semibold">
            <span dir="auto" className="truncate">
              {name}
            </span>
            <VerifiedBadge />
          </span>
          {last === null ? null : (
            <span className={`text-xs ${unread > 0 ? 'font-semibold text-badge' : 'text-muted'}`}>
              {listTime(last.timestampMs, nowMs)}
            </span>
          )}
        </span>
        <span className="flex items-center gap-2 text-sm text-muted">
          <span className="min-w-0 flex-1 truncate">
            {last === null ? <bdi>{detail}</bdi> : <LastMessageLine message={last} />}
          </span>
          <UnreadBadge count={unread} />
        </span>
      </span>
    </button>
  )
}
