import type { Chat, Person } from '../simulator-api/wire-types.ts'
import { LastMessageLine } from '../chats/last-message-line.tsx'
import { UnreadBadge } from '../chats/unread-badge.tsx'
import { listTime } from '../message/format-time.ts'
import { Avatar } from '../ui/avatar.tsx'
import { addressOf } from './person-address.ts'

interface PersonRowProps {
  person: Person
  latest: Chat | null
  unread: number
  isInHand: boolean
  nowMs: number
  onOpen: () => void
}

export function PersonRow({ person, latest, unread, isInHand, nowMs, onOpen }: PersonRowProps) {
  const last = latest?.lastMessage ?? null
  return (
    <button
      type="button"
      aria-current={isInHand}
      onClick={onOpen}
      className="flex w-full items-center gap-3 rounded-2xl px-2.5 py-2 text-start transition-colors hover:bg-ink/5 focus-visible:-outline-offset-2 aria-current:bg-accent-soft"
    >
      <span className="relative">
        <Avatar
          name={person.name}
          color={person.avatarColor}
          imageUrl={person.avatarUrl}
          className="size-10 text-sm"
        />
        {person.online ? null : (
          <span className="absolute -end-0.5 -bottom-0.5 size-3.5 rounded-full border-2 border-panel bg-faint">
            <span className="sr-only">Offline</span>
          </span>
        )}
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span dir="auto" className="min-w-0 flex-1 truncate text-sm font-semibold">
            {person.name}
          </span>
          {last === null ? null : (
            <span className="text-xs text-muted tabular-nums">
              {listTime(last.timestampMs, nowMs)}
            </span>
          )}
        </span>
        <span className="flex items-center gap-2 text-[0.82rem] text-muted">
          <span className="min-w-0 flex-1 truncate">
            {last === null ? <bdi>{addressOf(person)}</bdi> : <LastMessageLine message={last} />}
          </span>
          <UnreadBadge count={unread} />
        </span>
      </span>
    </button>
  )
}
