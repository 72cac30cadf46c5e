import { useNavigate } from '@tanstack/react-router'
import type { RefObject } from 'react'
import type { ConversationView } from '#shared/contracts/conversation.ts'
import { ConversationList } from './conversation-list.tsx'
import { SearchField } from './search-field.tsx'
import { ViewBar } from './view-bar.tsx'

/** The left pane of the inbox: search, views and the list. */
export function ListPane({
  view,
  search,
  selectedId,
  searchInput,
}: {
  view: ConversationView
  search: string
  selectedId: string | null
  /** Lets the phone's search tab put the focus there. */
  searchInput: RefObject<HTMLInputElement | null>
}) {
  const navigate = useNavigate()
  return (
    <section aria-label="Conversations" className="flex min-h-0 w-full min-w-0 flex-col bg-panel">
      <div className="flex h-14 shrink-0 items-center px-3">
        <SearchField
          input={searchInput}
          value={search}
          onChange={(text) =>
            void navigate({
              to: '.',
              search: text === '' ? {} : { q: text },
              replace: search !== '',
            })
          }
        />
      </div>
      <ViewBar view={view} />
      <ConversationList
        key={`${view} ${search}`}
        place={{ view, search }}
        selectedId={selectedId}
      />
    </section>
  )
}
