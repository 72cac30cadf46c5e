import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { useServerNowMs } from '#web/api/clock.ts'
import { conversationListQuery, type ListPlace } from '#web/api/conversation-lists.ts'
import { ApiProblem } from '#web/api/http.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { viewEntry } from '../views.tsx'
import { ConversationRow, rowHeightPx } from './conversation-row.tsx'
import { ListSkeleton } from './list-skeleton.tsx'
import { useListKeys } from './use-list-keys.ts'
import { useLiveList } from './use-live-list.ts'

/** The next page is asked for when this many rows are left below. */
const rowsAhead = 20

/** The rows of one view, or of one search in it: virtual, endless, live. Keyed by its place. */
export function ConversationList({
  place,
  selectedId,
}: {
  place: ListPlace
  selectedId: string | null
}) {
  const { view, search } = place
  const query = useInfiniteQuery(conversationListQuery(place))
  const rows = useMemo(() => {
    const seen = new Set<string>()
    // A row that moved up since its page was fetched can be on two pages: the upper one is newer.
    return (query.data?.pages ?? [])
      .flatMap((page) => page.data)
      .filter((row) => !seen.has(row.id) && seen.add(row.id))
  }, [query.data])

  const { waitingCount, apply, hold, release } = useLiveList(place, rows)
  const nowMs = useServerNowMs()

  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useRef<VirtualizerHandle>(null)
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const tabStopIndex = Math.max(
    0,
    rows.findIndex((row) => row.id === (focusedId ?? selectedId)),
  )
  useListKeys({ rows, place, selectedId, tabStopIndex, virtualizer, scroller })

  const navigate = useNavigate()
  const open = useCallback(
    (conversationId: string) =>
      void navigate({
        to: '/inbox/$view/$conversationId',
        params: { view, conversationId },
        search: search === '' ? {} : { q: search },
      }),
    [navigate, view, search],
  )
  const suffix = search === '' ? '' : `?q=${encodeURIComponent(search)}`
  const hrefOf = (id: string) => `/inbox/${view}/${id}${suffix}`
  const loadAhead = () => {
    const handle = virtualizer.current
    if (handle === null || !query.hasNextPage || query.isFetchingNextPage) return
    const last = handle.findItemIndex(handle.scrollOffset + handle.viewportSize)
    if (last > rows.length - rowsAhead) void query.fetchNextPage()
  }

  if (query.isPending) return <ListSkeleton />
  if (query.isError && rows.length === 0) {
    const problem = query.error instanceof ApiProblem ? query.error : null
    return (
      <ErrorState
        isForbidden={problem?.status === 403}
        title={problem?.status === 403 ? 'Not for you to see' : 'The list could not be loaded'}
        detail={query.error.message}
        requestId={problem?.requestId ?? null}
        onRetry={() => void query.refetch()}
      />
    )
  }
  if (rows.length === 0) {
    if (search !== '') {
      return (
        <EmptyState
          icon={<SearchX size={22} strokeWidth={1.75} />}
          title={`Nothing matches “${search}”`}
          detail="Names, numbers, usernames and words of messages are searched, in this view only."
          action={
            view !== 'all' && (
              <Button
                onClick={() =>
                  void navigate({
                    to: '/inbox/$view',
                    params: { view: 'all' },
                    search: { q: search },
                  })
                }
              >
                Search all conversations
              </Button>
            )
          }
        />
      )
    }
    const { icon: Icon, empty } = viewEntry(view)
    return <EmptyState icon={<Icon size={22} strokeWidth={1.75} />} {...empty} />
  }
  return (
    <div className="relative min-h-0 flex-1">
      {waitingCount > 0 && (
        <div className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center">
          <Button
            tone="primary"
            size="sm"
            className="pointer-events-auto rounded-full! shadow-overlay"
            onClick={() => {
              scroller.current?.scrollTo({ top: 0 })
              apply()
            }}
          >
            {waitingCount} updated — apply
          </Button>
        </div>
      )}
      <div
        ref={scroller}
        data-conversation-list
        className="h-full overflow-y-auto overscroll-contain py-1 [overflow-anchor:none]"
        onPointerEnter={(event) => {
          if (event.pointerType === 'mouse') hold()
        }}
        onPointerLeave={release}
      >
        <Virtualizer
          ref={virtualizer}
          scrollRef={scroller}
          as="ul"
          item="li"
          data={rows}
          itemSize={rowHeightPx}
          bufferSize={rowHeightPx * 6}
          keepMounted={[tabStopIndex]}
          onScroll={loadAhead}
          onResize={loadAhead}
        >
          {(row, index) => (
            <ConversationRow
              key={row.id}
              conversation={row}
              href={hrefOf(row.id)}
              search={search}
              isSelected={row.id === selectedId}
              isTabStop={index === tabStopIndex}
              nowMs={nowMs}
              onFocus={setFocusedId}
              onOpen={open}
            />
          )}
        </Virtualizer>
        {query.isFetchingNextPage && <ListSkeleton rows={2} />}
        {query.isFetchNextPageError && (
          <div className="flex items-center justify-center gap-3 p-3 text-sm text-muted">
            The next rows could not be loaded.
            <Button size="sm" onClick={() => void query.fetchNextPage()}>
              Retry
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
