import { AlarmClock, Check, ChevronDown, Hourglass, RotateCcw } from 'lucide-react'
import type { Conversation, ConversationStatus } from '#shared/contracts/conversation.ts'
import { serverNowMs } from '#web/api/clock.ts'
import {
  Menu,
  MenuContent,
  MenuGroup,
  MenuItem,
  MenuLabel,
  MenuSeparator,
  MenuTrigger,
} from '#web/ui/menu.tsx'
import { Tooltip } from '#web/ui/tooltip.tsx'
import { comingTime, dateTime } from '../time/time-words.ts'
import { snoozePresets } from './snooze-presets.ts'
import { useStatusChange } from './use-status-change.ts'

const WORDS: Record<ConversationStatus, string> = {
  open: 'Open',
  pending: 'Pending',
  snoozed: 'Snoozed',
  resolved: 'Resolved',
}

const half =
  'inline-flex h-8 items-center justify-center border-line-strong bg-raised font-medium transition-colors hover:bg-hover data-popup-open:bg-hover touch:h-11'

/** The main step (resolve, or reopen) and, behind the arrow, all others. */
export function StatusMenu({ conversation }: { conversation: Conversation }) {
  const change = useStatusChange(conversation)
  const { status, snoozedUntil } = conversation
  const isOpen = status === 'open'
  const state = snoozedUntil === null ? WORDS[status] : `Snoozed until ${dateTime(snoozedUntil)}`
  return (
    <div className="flex shrink-0 shadow-raised">
      <Tooltip label={`${state}. ${isOpen ? 'Resolve it' : 'Open it again'}`}>
        <button
          type="button"
          onClick={() => change(isOpen ? 'resolved' : 'open')}
          className={`${half} gap-1.5 rounded-s-md border px-2.5 touch:min-w-11`}
        >
          {isOpen ? <Check aria-hidden size={16} /> : <RotateCcw aria-hidden size={15} />}
          <span className="@max-[30rem]:sr-only">{isOpen ? 'Resolve' : 'Reopen'}</span>
        </button>
      </Tooltip>
      <Menu>
        <MenuTrigger
          aria-label={`Status: ${state}. Change`}
          className={`${half} w-7 rounded-e-md border border-s-0 touch:w-11`}
        >
          <ChevronDown size={15} />
        </MenuTrigger>
        <MenuContent align="end" className="w-84">
          {status !== 'resolved' && (
            <MenuItem icon={<Check size={16} />} onClick={() => change('resolved')}>
              Resolve
            </MenuItem>
          )}
          {!isOpen && (
            <MenuItem icon={<RotateCcw size={15} />} onClick={() => change('open')}>
              Reopen
            </MenuItem>
          )}
          {status !== 'pending' && (
            <MenuItem icon={<Hourglass size={15} />} onClick={() => change('pending')}>
              Pending
            </MenuItem>
          )}
          <MenuSeparator />
          <SnoozeItems conversation={conversation} onSnooze={(until) => change('snoozed', until)} />
        </MenuContent>
      </Menu>
    </div>
  )
}

function SnoozeItems({
  conversation,
  onSnooze,
}: {
  conversation: Conversation
  onSnooze: (until: Date | null) => void
}) {
  const { state, closesAt } = conversation.window
  const closes = state === 'open' && closesAt !== null ? new Date(closesAt) : null
  const now = new Date(serverNowMs())
  return (
    <MenuGroup>
      <MenuLabel>Snooze</MenuLabel>
      {snoozePresets(now, closes).map((preset) => (
        <MenuItem
          key={preset.id}
          icon={<AlarmClock size={15} />}
          trailing={
            preset.until === null ? undefined : (
              <span className="tabular shrink-0 text-xs text-faint">
                {comingTime(preset.until, now)}
              </span>
            )
          }
          onClick={() => onSnooze(preset.until)}
        >
          {preset.words}
        </MenuItem>
      ))}
    </MenuGroup>
  )
}
