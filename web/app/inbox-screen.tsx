import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { MessagesSquare } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { ListPane } from '#web/features/conversations/list/list-pane.tsx'
import { ContactPanelSkeleton } from '#web/features/conversations/contact-panel/contact-panel-skeleton.tsx'
import { isView, viewEntry } from '#web/features/conversations/views.tsx'
import { Drawer } from '#web/ui/drawer.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { ResizablePane } from '#web/ui/resizable-pane.tsx'
import { BottomTabs } from './bottom-tabs.tsx'
import { PaneBoundary } from './pane-boundary.tsx'
import { contextOpen, listWidth, listWidthPx } from './sidebar-state.ts'
import { ThreadSkeleton } from './pane-skeletons.tsx'
import { useFrame } from './use-frame.ts'

const loadThread = () => import('#web/features/messages/thread-pane.tsx')
const loadContact = () => import('#web/features/conversations/contact-panel/contact-panel.tsx')
const ThreadPane = lazy(async () => ({ default: (await loadThread()).ThreadPane }))
const ContactPanel = lazy(async () => ({ default: (await loadContact()).ContactPanel }))

/** The team inbox: list, thread and contact side by side, as many as fit. */
export function InboxScreen() {
  const { view: wantedView, conversationId = null } = useParams({ strict: false })
  const { q: search = '' } = useSearch({ strict: false })
  const view = wantedView !== undefined && isView(wantedView) ? wantedView : 'all'
  const frame = useFrame()
  const navigate = useNavigate()
  const isContextOpen = contextOpen.use()
  const [isDrawerOpen, setIsDrawerOpen] = useState(false)
  const widthPx = listWidthPx.use()

  // The list comes first; what opens beside it is fetched before anybody presses a row.
  useEffect(() => {
    void Promise.allSettled([loadThread(), loadContact()])
  }, [])
  const searchInput = useRef<HTMLInputElement>(null)
  const list = (
    <ListPane view={view} search={search} selectedId={conversationId} searchInput={searchInput} />
  )
  const heading = <h1 className="sr-only">Inbox: {viewEntry(view).title}</h1>
  const contact = (onClose: () => void) =>
    conversationId !== null && (
      <PaneBoundary key={conversationId}>
        <Suspense fallback={<ContactPanelSkeleton />}>
          <ContactPanel conversationId={conversationId} onClose={onClose} />
        </Suspense>
      </PaneBoundary>
    )
  const thread = (onBack?: () => void) =>
    conversationId !== null && (
      <PaneBoundary key={conversationId}>
        <Suspense fallback={<ThreadSkeleton />}>
          <ThreadPane
            conversationId={conversationId}
            onToggleContext={() =>
              frame === 'wide' ? contextOpen.set(!isContextOpen) : setIsDrawerOpen(!isDrawerOpen)
            }
            {...(onBack && { onBack })}
          />
        </Suspense>
      </PaneBoundary>
    )
  const drawer = frame !== 'wide' && (
    <Drawer
      label="Contact"
      isOpen={isDrawerOpen && conversationId !== null}
      onOpenChange={setIsDrawerOpen}
    >
      {contact(() => setIsDrawerOpen(false))}
    </Drawer>
  )

  if (frame === 'narrow') {
    if (conversationId === null) {
      return (
        <div className="flex min-w-0 flex-1 flex-col">
          {heading}
          {list}
          <BottomTabs view={view} onSearch={() => searchInput.current?.focus()} />
        </div>
      )
    }
    const backSearch = search === '' ? {} : { q: search }
    return (
      <>
        {heading}
        {thread(() => void navigate({ to: '/inbox/$view', params: { view }, search: backSearch }))}
        {drawer}
      </>
    )
  }
  return (
    <>
      {heading}
      <ResizablePane
        label="Width of the list"
        widthPx={widthPx}
        {...listWidth}
        onResize={listWidthPx.set}
      >
        {list}
      </ResizablePane>
      <div className="flex min-w-0 flex-1 border-s border-line">
        {conversationId === null ? <NothingOpen /> : thread()}
      </div>
      {frame === 'wide' && isContextOpen && conversationId !== null && (
        <div className="flex w-90 shrink-0 border-s border-line">
          {contact(() => contextOpen.set(false))}
        </div>
      )}
      {drawer}
    </>
  )
}

function NothingOpen() {
  return (
    <div className="min-w-0 flex-1 bg-canvas">
      <EmptyState
        icon={<MessagesSquare size={22} strokeWidth={1.75} />}
        title="Choose a conversation"
        detail="It opens here, with everything known about the contact beside it."
        action={
          <p className="flex items-center gap-2 text-sm text-faint touch:hidden">
            <Kbd keys={['J']} /> <Kbd keys={['K']} /> move <span aria-hidden>·</span>
            <Kbd keys={['Enter']} /> open <span aria-hidden>·</span> <Kbd keys={['?']} /> all
            shortcuts
          </p>
        }
      />
    </div>
  )
}
