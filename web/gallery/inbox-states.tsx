import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { queryKeys } from '#web/api/query-keys.ts'
import { ContactPanelSkeleton } from '#web/features/conversations/contact-panel/contact-panel-skeleton.tsx'
import { WindowSection } from '#web/features/conversations/contact-panel/window-section.tsx'
import { ConversationRow } from '#web/features/conversations/list/conversation-row.tsx'
import { ListSkeleton } from '#web/features/conversations/list/list-skeleton.tsx'
import { views } from '#web/features/conversations/views.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { sampleConversations, sampleSession } from './sample-conversations.ts'
import { PaneBox, Specimen } from './specimen.tsx'

const ignore = () => {}

/** The inbox's own parts, on invented conversations and without a server. */
export function InboxStates() {
  const [nowMs] = useState(() => Date.now())
  const [client] = useState(() => {
    const client = new QueryClient()
    client.setQueryData(queryKeys.session(), sampleSession)
    return client
  })
  const rows = sampleConversations(nowMs)
  return (
    <QueryClientProvider client={client}>
      <Specimen title="Conversation rows">
        <div inert className="w-85 rounded-lg border border-line bg-panel py-1">
          {rows.map((row, index) => (
            <ConversationRow
              key={row.id}
              conversation={row}
              href="/gallery"
              search=""
              isSelected={index === 1}
              isTabStop={false}
              nowMs={nowMs}
              onFocus={ignore}
              onOpen={ignore}
            />
          ))}
        </div>
        <div className="flex w-85 flex-col pt-1">
          {rows.slice(0, 4).map((row) => (
            <WindowSection key={row.id} window={row.window} />
          ))}
          <WindowSection window={{ state: 'never', closesAt: null, closedAt: null }} />
        </div>
      </Specimen>
      <Specimen title="Inbox: loading">
        <PaneBox name="list">
          <ListSkeleton />
        </PaneBox>
        <PaneBox name="contact panel">
          <ContactPanelSkeleton />
        </PaneBox>
      </Specimen>
      <Specimen title="Inbox: empty views">
        {views.map(({ id, title, icon: Icon, empty }) => (
          <PaneBox key={id} name={title}>
            <EmptyState icon={<Icon size={22} strokeWidth={1.75} />} {...empty} />
          </PaneBox>
        ))}
      </Specimen>
    </QueryClientProvider>
  )
}
