import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import type { Conversation } from '#shared/contracts/conversation.ts'
import { labelsQuery } from '#web/api/conversation-queries.ts'
import { Chip, TintDot } from '#web/ui/chip.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu, MenuCheckboxItem, MenuContent, MenuTrigger } from '#web/ui/menu.tsx'
import { useConversationCommands } from '../use-conversation-commands.ts'
import { PanelSection } from './panel-section.tsx'

/** The conversation's labels, and the workspace's to choose from. */
export function LabelsSection({ conversation }: { conversation: Conversation }) {
  const { data: known } = useQuery(labelsQuery)
  const { setLabels } = useConversationCommands()
  const { labels } = conversation
  const has = (id: string) => labels.some((label) => label.id === id)
  return (
    <PanelSection
      title="Labels"
      aside={
        <Menu>
          <MenuTrigger
            render={<IconButton size="sm" label="Choose labels" icon={<Plus size={16} />} />}
          />
          <MenuContent align="end" className="w-56">
            {known?.length === 0 && (
              <p className="p-2.5 text-sm text-muted">This workspace has no labels yet.</p>
            )}
            {known?.map((label) => (
              <MenuCheckboxItem
                key={label.id}
                checked={has(label.id)}
                onCheckedChange={(isOn) =>
                  setLabels(
                    conversation,
                    isOn ? [...labels, label] : labels.filter(({ id }) => id !== label.id),
                  )
                }
                icon={<TintDot tint={label.color} />}
              >
                {label.name}
              </MenuCheckboxItem>
            ))}
          </MenuContent>
        </Menu>
      }
    >
      {labels.length === 0 ? (
        <p className="text-sm text-faint">No labels on this conversation.</p>
      ) : (
        <ul className="flex flex-wrap gap-1.5">
          {labels.map((label) => (
            <li key={label.id} className="max-w-full">
              <Chip
                tint={label.color}
                removeLabel={`Remove the label ${label.name}`}
                onRemove={() =>
                  setLabels(
                    conversation,
                    labels.filter(({ id }) => id !== label.id),
                  )
                }
              >
                {label.name}
              </Chip>
            </li>
          ))}
        </ul>
      )}
    </PanelSection>
  )
}
