import { ArrowLeft, PanelRight } from 'lucide-react'
import type { Conversation } from '#shared/contracts/conversation.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Chip } from '#web/ui/chip.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { AssigneeMenu } from './assignee-menu.tsx'
import { identityWords } from './identity-words.ts'
import { StatusMenu } from './status-menu.tsx'

export function ThreadHeader({
  conversation,
  onBack,
  onToggleContext,
}: {
  conversation: Conversation
  onBack?: (() => void) | undefined
  onToggleContext?: (() => void) | undefined
}) {
  const { contact, channel } = conversation
  return (
    <header className="@container flex h-14 shrink-0 items-center gap-1 border-b border-line bg-panel px-3 sm:gap-2.5 sm:px-4">
      {onBack !== undefined && (
        <IconButton
          label="Back to the list"
          icon={<ArrowLeft size={18} className="rtl:-scale-x-100" />}
          className="-ms-1.5"
          onClick={onBack}
        />
      )}
      <span className="@max-[26rem]:hidden">
        <Avatar name={contact.name} seed={contact.id} size={32} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <h2 dir="auto" className="truncate text-base font-semibold">
            {contact.name}
          </h2>
          {contact.isOptedOut && (
            <Chip tint="rose" size="sm">
              Opted out
            </Chip>
          )}
        </div>
        <p className="flex items-center gap-1.5 text-xs text-muted">
          <bdi title={identityWords(contact)} className="tabular truncate @min-[36rem]:shrink-0">
            {identityWords(contact)}
          </bdi>
          <span className="truncate @max-[36rem]:hidden">
            · to{' '}
            <bdi className="tabular" title={channel.displayPhoneNumber}>
              {channel.name}
            </bdi>
          </span>
        </p>
      </div>
      <AssigneeMenu conversation={conversation} />
      <StatusMenu conversation={conversation} />
      {onToggleContext !== undefined && (
        <IconButton
          label="Contact details"
          keys={['Alt', 'O']}
          icon={<PanelRight size={18} className="rtl:-scale-x-100" />}
          onClick={onToggleContext}
        />
      )}
    </header>
  )
}
