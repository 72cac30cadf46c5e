import { useQuery } from '@tanstack/react-query'
import { ChevronDown, UserRoundPlus } from 'lucide-react'
import type { Conversation } from '#shared/contracts/conversation.ts'
import { useChangeConversation } from '#web/api/conversation-actions.ts'
import { membersQuery, useSession } from '#web/api/session-queries.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import {
  Menu,
  MenuContent,
  MenuGroup,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '#web/ui/menu.tsx'
import { showToast } from '#web/ui/toast.tsx'

const NOBODY = ''

/** Who takes care of the conversation. */
export function AssigneeMenu({ conversation }: { conversation: Conversation }) {
  const { data: members = [] } = useQuery(membersQuery)
  const { user } = useSession()
  const { mutate } = useChangeConversation()
  const { assignee } = conversation
  const assign = (id: string) => {
    const member = members.find((candidate) => candidate.id === id)
    mutate(
      {
        id: conversation.id,
        change: { assigneeId: id === NOBODY ? null : id },
        shown: { assignee: member === undefined ? null : { id, name: member.name } },
      },
      {
        onError: (error) =>
          showToast({ tone: 'danger', title: 'Not assigned', detail: error.message }),
      },
    )
  }
  return (
    <Menu>
      <MenuTrigger className="inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md px-1.5 text-sm text-muted transition-colors hover:bg-hover hover:text-ink data-popup-open:bg-hover touch:h-11 touch:min-w-11">
        {assignee === null ? (
          <UserRoundPlus aria-hidden size={16} />
        ) : (
          <Avatar name={assignee.name} seed={assignee.id} size={24} />
        )}
        {assignee !== null && <span className="sr-only">Assigned to </span>}
        <span className="max-w-32 truncate max-lg:sr-only">
          {assignee === null ? 'Assign' : assignee.name}
        </span>
        <ChevronDown aria-hidden size={14} className="max-lg:hidden" />
      </MenuTrigger>
      <MenuContent align="end" className="w-60">
        {assignee?.id !== user.id && (
          <>
            <MenuItem icon={<UserRoundPlus size={16} />} onClick={() => assign(user.id)}>
              Assign to me
            </MenuItem>
            <MenuSeparator />
          </>
        )}
        <MenuGroup>
          <MenuLabel>Assigned to</MenuLabel>
          <MenuRadioGroup value={assignee?.id ?? NOBODY} onValueChange={(id: string) => assign(id)}>
            <MenuRadioItem value={NOBODY}>Nobody</MenuRadioItem>
            {members.map((member) => (
              <MenuRadioItem
                key={member.id}
                value={member.id}
                icon={<Avatar name={member.name} seed={member.id} size={20} />}
              >
                {member.name}
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
        </MenuGroup>
      </MenuContent>
    </Menu>
  )
}
