import { useQuery } from '@tanstack/react-query'
import { ChevronsUpDown, UserRoundX } from 'lucide-react'
import type { Conversation } from '#shared/contracts/conversation.ts'
import { membersQuery, useSession } from '#web/api/session-queries.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from '#web/ui/menu.tsx'
import { useConversationCommands } from '../use-conversation-commands.ts'
import { PanelSection } from './panel-section.tsx'

const nobody = ''

/** Who in the team looks after the conversation. */
export function AssigneeSection({ conversation }: { conversation: Conversation }) {
  const { user } = useSession()
  const { data: members, isError, refetch } = useQuery(membersQuery)
  const { assign, assignToMe } = useConversationCommands()
  const { assignee } = conversation
  return (
    <PanelSection
      title="Assignee"
      aside={
        assignee?.id !== user.id && (
          <Button tone="ghost" size="sm" onClick={() => assignToMe(conversation)}>
            Assign to me
          </Button>
        )
      }
    >
      <Menu>
        <MenuTrigger className="flex h-9 w-full items-center gap-2.5 rounded-md border border-line px-2.5 text-start transition-colors hover:bg-hover data-popup-open:bg-hover touch:h-11">
          <span className="sr-only">Assignee: </span>
          {assignee === null ? (
            <UserRoundX size={16} aria-hidden className="text-faint" />
          ) : (
            <Avatar name={assignee.name} seed={assignee.id} size={20} />
          )}
          <span className={`min-w-0 flex-1 truncate ${assignee === null ? 'text-muted' : ''}`}>
            {assignee?.name ?? 'Unassigned'}
          </span>
          <ChevronsUpDown size={14} aria-hidden className="text-faint" />
        </MenuTrigger>
        <MenuContent className="w-(--anchor-width)">
          {isError && (
            <div className="p-2.5 text-sm text-muted">
              The team could not be loaded.{' '}
              <button
                type="button"
                className="font-medium text-accent"
                onClick={() => void refetch()}
              >
                Retry
              </button>
            </div>
          )}
          <MenuRadioGroup
            aria-label="Assignee"
            value={assignee?.id ?? nobody}
            onValueChange={(id: string) =>
              assign(conversation, members?.find((member) => member.id === id) ?? null)
            }
          >
            <MenuRadioItem value={nobody} icon={<UserRoundX size={16} />}>
              Unassigned
            </MenuRadioItem>
            {members?.map((member) => (
              <MenuRadioItem
                key={member.id}
                value={member.id}
                icon={<Avatar name={member.name} seed={member.id} size={20} className="-ms-0.5" />}
              >
                {member.name}
                {member.id === user.id && <span className="text-faint"> (you)</span>}
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
        </MenuContent>
      </Menu>
    </PanelSection>
  )
}
