import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { Conversation } from '#shared/contracts/conversation.ts'
import { useServerNowMs } from '#web/api/clock.ts'
import { refreshListHead, type ListPlace } from '#web/api/conversation-lists.ts'
import { subscribeToHints, type LiveNotice } from '#web/api/live-events.ts'
import { paced } from '#web/api/paced.ts'
import { queryKeys } from '#web/api/query-keys.ts'
import { useSession } from '#web/api/session-queries.ts'
import { belongsToView, wouldMove } from '../belongs-to-view.ts'

/** After a refresh the next one waits this long; searches cost the server more. */
const restMs = 400
const searchRestMs = 2_000

/**
 * Keeps a list's order and membership up to date, except while it is held: then it counts what waits, so that nothing
 * moves under the pointer. Rows still change in place meanwhile. For one place; another place needs another mount.
 *
 * - flowing: a hint fetches the first page again, at most once per rest; hints during the rest cause one more.
 * - held: hints are gathered, and `waitingCount` says how many rows they would move; `apply` or `release` fetches.
 */
export function useLiveList(place: ListPlace, rows: readonly Conversation[]) {
  const client = useQueryClient()
  const { user } = useSession()
  const nowMs = useServerNowMs()
  const [isHeld, setIsHeld] = useState(false)
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set())
  const [, setSeen] = useState(0)
  const [refresh] = useState(() =>
    paced(
      // Refused or unreachable: the rows stay, and the connection bar or the next hint takes over.
      () => void refreshListHead(client, place).catch(() => {}),
      place.search === '' ? restMs : searchRestMs,
    ),
  )

  const onNotice = useEffectEvent((notice: LiveNotice) => {
    if (notice.kind === 'media') return
    // Ticks change a row, and move it only between "failed" and the rest.
    if (notice.kind === 'status' && place.view !== 'failed') return
    const id = notice.kind === 'resync' ? null : notice.conversationId
    if (isHeld && id !== null) setWaiting((ids) => new Set(ids).add(id))
    else refresh.run()
  })
  // What waits may be no row here yet, so its news has to be looked for in the cache.
  const onStored = useEffectEvent((id: unknown) => {
    if (typeof id === 'string' && waiting.has(id)) setSeen((count) => count + 1)
  })
  // Rows from an earlier visit show at once and are renewed behind; so are those of a tab that comes back.
  const onArrive = useEffectEvent(() => {
    const key = queryKeys.conversationList(place.view, place.search)
    const isKnown = client.getQueryData(key) !== undefined
    if (isKnown && document.visibilityState === 'visible') refresh.run()
  })
  useEffect(() => {
    onArrive()
    const unsubscribe = subscribeToHints((notice) => onNotice(notice))
    const unwatch = client.getQueryCache().subscribe(({ type, query }) => {
      const [name, id] = query.queryKey
      if (type === 'updated' && name === 'conversation') onStored(id)
    })
    const onVisible = () => onArrive()
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      unsubscribe()
      unwatch()
      document.removeEventListener('visibilitychange', onVisible)
      refresh.stop()
    }
  }, [client, refresh])

  const apply = () => {
    setWaiting(new Set())
    refresh.run()
  }
  const waitingCount = [...waiting].filter((id) => {
    const row = client.getQueryData<Conversation>(queryKeys.conversation(id))
    if (row === undefined) return false
    // Only the server knows what a search finds: there, listed rows stay and others do not count.
    const isListed =
      place.search === ''
        ? belongsToView(row, place.view, { memberId: user.id, nowMs })
        : rows.some((other) => other.id === id)
    return wouldMove(row, rows, isListed)
  }).length
  return {
    waitingCount,
    apply,
    hold: () => setIsHeld(true),
    release: () => {
      setIsHeld(false)
      if (waiting.size > 0) apply()
    },
  }
}
