import { MessageSquare } from 'lucide-react'
import { useMemo } from 'react'
import type { Conversation } from '#shared/contracts/conversation.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Bubble } from '../bubble/bubble.tsx'
import { LocalSendNote } from '../bubble/local-send-note.tsx'
import { NoteBubble } from '../bubble/note-bubble.tsx'
import { useWrittenNote } from '../sending/written-note.ts'
import { threadItems, type ThreadItem } from './thread-items.ts'
import { DayLine, SystemLine, UnreadLine } from './thread-lines.tsx'
import { ThreadLog } from './thread-log.tsx'
import type { useThread } from './use-thread.ts'
import { useUnreadLine } from './use-unread-line.ts'

/** The loaded messages and notes as rows. */
export function ThreadMessages({
  conversation,
  thread,
  target,
}: {
  conversation: Conversation
  thread: ReturnType<typeof useThread>
  target: { key: string; messageId: string } | null
}) {
  const { messages, notes, hasOlder, sends, user, keyOf } = thread
  const writtenNoteId = useWrittenNote(conversation.id)
  const unread = useUnreadLine(conversation, thread.unreadAtOpening, messages)
  const items = useMemo(
    () => threadItems({ messages, notes, hasOlder, unread, keyOf }),
    [messages, notes, hasOlder, unread, keyOf],
  )
  const { name } = conversation.contact
  if (items.length === 0)
    return (
      <div className="min-h-0 flex-1">
        <EmptyState
          icon={<MessageSquare size={22} strokeWidth={1.75} />}
          title="No messages yet"
          detail={`What ${name} and your team write appears here.`}
        />
      </div>
    )
  const row = (item: ThreadItem, isReachable: boolean) => {
    switch (item.kind) {
      case 'day':
        return <DayLine at={item.at} />
      case 'unread':
        return <UnreadLine count={item.count} />
      case 'system':
        return <SystemLine message={item.message} />
      case 'note':
        return (
          <div className="py-1.5">
            <NoteBubble note={item.note} isOwn={item.note.author.id === user.id} />
          </div>
        )
      case 'message': {
        const { message } = item
        const send = sends.find(({ id }) => id === message.id)
        return (
          <Bubble
            message={message}
            isGroupStart={item.isGroupStart}
            isGroupEnd={item.isGroupEnd}
            isOwn={message.author.kind === 'member' && message.author.id === user.id}
            isTarget={target?.messageId === message.id}
            isReachable={isReachable}
            localNote={send && <LocalSendNote send={send} />}
          />
        )
      }
      default:
        return item satisfies never
    }
  }
  const last = items.at(-1)
  const isLastOwn =
    (last?.kind === 'message' && sends.some(({ id }) => id === last.message.id)) ||
    (last?.kind === 'note' && last.note.id === writtenNoteId)
  return (
    <ThreadLog
      items={items}
      label={`Messages with ${name}`}
      isLoadingOlder={thread.isLoadingOlder}
      onNearTop={thread.onNearTop}
      isLastOwn={isLastOwn}
      target={target}
    >
      {row}
    </ThreadLog>
  )
}
