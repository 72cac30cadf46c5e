import { CheckCircle2, Mail, MailOpen, RotateCcw, UserRoundPlus } from 'lucide-react'
import type { Conversation } from '#shared/contracts/conversation.ts'
import { useSession } from '#web/api/session-queries.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { useConversationCommands } from '../use-conversation-commands.ts'

/** What can be done to a row without opening it; shown while the pointer or the focus is on the row. */
export function RowActions({ conversation }: { conversation: Conversation }) {
  const commands = useConversationCommands()
  const { user } = useSession()
  const isMine = conversation.assignee?.id === user.id
  const isResolved = conversation.status === 'resolved'
  const isUnread = conversation.unreadCount > 0
  return (
    <div className="absolute end-3 bottom-1.5 hidden gap-px rounded-md border border-line bg-raised p-0.5 shadow-raised group-hover:flex group-has-focus-visible:flex touch:hidden">
      {!isMine && (
        <IconButton
          size="xs"
          tabIndex={-1}
          label="Assign to me"
          keys={['A']}
          icon={<UserRoundPlus size={15} />}
          onClick={() => commands.assignToMe(conversation)}
        />
      )}
      <IconButton
        size="xs"
        tabIndex={-1}
        label={isResolved ? 'Reopen' : 'Resolve'}
        keys={['E']}
        icon={isResolved ? <RotateCcw size={15} /> : <CheckCircle2 size={15} />}
        onClick={() => commands.toggleResolved(conversation)}
      />
      <IconButton
        size="xs"
        tabIndex={-1}
        label={isUnread ? 'Mark as read' : 'Mark as unread'}
        keys={['U']}
        icon={isUnread ? <MailOpen size={15} /> : <Mail size={15} />}
        onClick={() => commands.toggleUnread(conversation)}
      />
    </div>
  )
}
