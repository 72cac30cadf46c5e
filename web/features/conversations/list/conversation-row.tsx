import { clsx } from 'clsx'
import { AlarmClock, CheckCircle2, MessageCircleOff, UserRound } from 'lucide-react'
import { memo, useState, type MouseEvent } from 'react'
import type { Conversation } from '#shared/contracts/conversation.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { CountBadge } from '#web/ui/badge.tsx'
import { Chip } from '#web/ui/chip.tsx'
import { fullTime, rowTime } from '../row-time.ts'
import { Highlighted } from './highlighted.tsx'
import { windowMeter } from '../window-meter.ts'
import { MessageGlyphs } from './message-glyphs.tsx'
import { RowActions } from './row-actions.tsx'

export const rowHeightPx = 72

/**
 * One conversation of the list. The link covers the row; the actions lie beside it and exist only while the pointer or
 * the focus is here, because a fast scroll mounts hundreds of rows. For the same reason the link is a plain one.
 */
export const ConversationRow = memo(function ConversationRow({
  conversation,
  href,
  search,
  isSelected,
  isTabStop,
  nowMs,
  onFocus,
  onOpen,
}: {
  conversation: Conversation
  href: string
  /** What is searched for: its words are marked in name and preview. */
  search: string
  isSelected: boolean
  /** The one row of the list that Tab reaches; the arrow keys move on from there. */
  isTabStop: boolean
  nowMs: number
  onFocus: (id: string) => void
  onOpen: (id: string) => void
}) {
  const [isHot, setIsHot] = useState(false)
  const { contact, lastMessage, unreadCount } = conversation
  const isUnread = unreadCount > 0
  const open = (event: MouseEvent) => {
    // A new tab or window is the browser's business.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    onOpen(conversation.id)
  }
  return (
    <div
      className="group relative h-18 px-1.5 py-px"
      onPointerEnter={() => setIsHot(true)}
      onPointerLeave={(event) => setIsHot(event.currentTarget.contains(document.activeElement))}
      onFocus={() => setIsHot(true)}
      onBlur={(event) => setIsHot(event.currentTarget.matches(':hover'))}
    >
      <a
        href={href}
        onClick={open}
        data-conversation={conversation.id}
        tabIndex={isTabStop ? 0 : -1}
        aria-current={isSelected ? 'true' : undefined}
        onFocus={() => onFocus(conversation.id)}
        className={clsx(
          'flex h-full items-center gap-2.5 rounded-lg ps-2 pe-2.5 -outline-offset-2 transition-colors duration-75',
          isSelected ? 'bg-selected' : 'group-hover:bg-hover',
        )}
      >
        <Avatar
          name={contact.name}
          seed={contact.id}
          size={40}
          ring={windowMeter(conversation.window, nowMs)}
        />
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="flex items-baseline gap-2">
            <span
              dir="auto"
              className={clsx(
                'min-w-0 flex-1 truncate text-base text-match-parent',
                isUnread ? 'font-semibold' : 'font-medium',
              )}
            >
              <Highlighted text={contact.name} words={search} />
            </span>
            <time
              dateTime={conversation.lastActivityAt}
              title={fullTime(conversation.lastActivityAt)}
              className={clsx(
                'shrink-0 text-xs tabular',
                isUnread ? 'font-medium text-accent' : 'text-faint',
              )}
            >
              {rowTime(conversation.lastActivityAt, nowMs)}
            </time>
          </span>
          <span className="flex items-center gap-2">
            <span
              className={clsx(
                'flex min-w-0 flex-1 items-center gap-1 text-sm',
                isUnread ? 'text-ink' : 'text-muted',
              )}
            >
              {lastMessage === null ? (
                <span className="truncate text-faint">No messages yet</span>
              ) : (
                <>
                  <MessageGlyphs message={lastMessage} />
                  <span dir="auto" className="min-w-0 flex-1 truncate text-match-parent">
                    <Highlighted text={lastMessage.preview} words={search} />
                  </span>
                </>
              )}
            </span>
            <CountBadge
              count={unreadCount}
              label={`${unreadCount} unread`}
              // The actions take its place.
              className="group-hover:invisible group-has-focus-visible:invisible touch:visible"
            />
          </span>
          <span className="flex h-4 items-center gap-1.5 overflow-hidden text-2xs text-faint">
            <Assignee conversation={conversation} />
            <StateChips conversation={conversation} />
          </span>
        </span>
      </a>
      {isHot && <RowActions conversation={conversation} />}
    </div>
  )
})

function Assignee({ conversation: { assignee } }: { conversation: Conversation }) {
  if (assignee === null) {
    return (
      <span className="flex shrink-0 items-center gap-1">
        <UserRound size={12} aria-hidden />
        Unassigned
      </span>
    )
  }
  return (
    <span
      title={`Assigned to ${assignee.name}`}
      className="flex min-w-0 shrink-0 items-center gap-1"
    >
      <span className="sr-only">Assigned to </span>
      <Avatar name={assignee.name} seed={assignee.id} size={16} />
      <span className="max-w-24 truncate">{assignee.name.split(' ')[0]}</span>
    </span>
  )
}

/** What is special about it, then as many labels as there is room for beside that. */
function StateChips({ conversation: { status, contact, labels } }: { conversation: Conversation }) {
  const hasState = status === 'resolved' || status === 'snoozed'
  const shownCount = hasState ? 1 : 2
  const hidden = labels.slice(shownCount)
  return (
    <>
      {contact.isOptedOut && (
        <span title="Opted out" className="shrink-0 text-danger">
          <MessageCircleOff size={12} aria-hidden />
          <span className="sr-only">Opted out</span>
        </span>
      )}
      {status === 'resolved' && (
        <Chip size="sm" tint="green" icon={<CheckCircle2 size={10} aria-hidden />}>
          Resolved
        </Chip>
      )}
      {status === 'snoozed' && (
        <Chip size="sm" tint="slate" icon={<AlarmClock size={10} aria-hidden />}>
          Snoozed
        </Chip>
      )}
      {labels.slice(0, shownCount).map((label) => (
        <Chip key={label.id} size="sm" tint={label.color}>
          {label.name}
        </Chip>
      ))}
      {hidden.length > 0 && (
        <span title={hidden.map((label) => label.name).join(', ')} className="shrink-0">
          +{hidden.length}
          <span className="sr-only"> labels</span>
        </span>
      )}
    </>
  )
}
