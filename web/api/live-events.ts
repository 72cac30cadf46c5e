import type { LiveHint } from '#shared/contracts/live-event.ts'

/**
 * The stream of hints from the server, one connection per tab.
 *
 * - `connecting`: first attempt, nothing to tell the person yet.
 * - `open`: hints flow.
 * - `lost`: the stream broke; the browser or `reconnectLater` tries again. When it comes back, listeners get a
 *   `resync`, because hints sent in between are gone.
 *
 * Hints carry no content. Whoever shows something refetches it: conversation lists and contacts are refreshed in
 * web/api/live-queries.ts, messages by the thread, through `subscribeToHints`.
 */
export type LiveState = 'connecting' | 'open' | 'lost'
export type LiveNotice = LiveHint | { kind: 'resync' }

type Listener = (notice: LiveNotice) => void

const listeners = new Set<Listener>()
const stateListeners = new Set<() => void>()
let state: LiveState = 'connecting'

/** Calls `listener` for every hint until the returned function is called. */
export function subscribeToHints(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function subscribeToLiveState(listener: () => void): () => void {
  stateListeners.add(listener)
  return () => stateListeners.delete(listener)
}

export const liveState = (): LiveState => state

const firstRetryMs = 1_000
const longestRetryMs = 30_000

/** Opens the stream; the returned function closes it for good (sign-out, unmount). */
export function connectLiveEvents(url = '/v1/events'): () => void {
  let source: EventSource | null = null
  let retryTimer: ReturnType<typeof setTimeout> | null = null
  let retryMs = firstRetryMs
  let isClosed = false

  const open = () => {
    if (isClosed) return
    source = new EventSource(url)
    source.addEventListener('open', () => {
      retryMs = firstRetryMs
      const isBack = state === 'lost'
      setState('open')
      if (isBack) publish({ kind: 'resync' })
    })
    source.addEventListener('hint', (event) =>
      publish(JSON.parse(event.data as string) as LiveHint),
    )
    source.addEventListener('resync', () => publish({ kind: 'resync' }))
    source.addEventListener('error', () => {
      setState('lost')
      // The browser retries a broken stream itself, but gives up for good after an HTTP error (a restart behind a proxy).
      if (source?.readyState === EventSource.CLOSED) reconnectLater()
    })
  }
  const reconnectLater = () => {
    retryTimer = setTimeout(open, retryMs)
    retryMs = Math.min(retryMs * 2, longestRetryMs)
  }
  const reconnectNow = () => {
    if (source?.readyState !== EventSource.CLOSED) return
    if (retryTimer !== null) clearTimeout(retryTimer)
    open()
  }

  globalThis.addEventListener('online', reconnectNow)
  open()
  return () => {
    isClosed = true
    globalThis.removeEventListener('online', reconnectNow)
    if (retryTimer !== null) clearTimeout(retryTimer)
    source?.close()
    setState('connecting')
  }
}

function publish(notice: LiveNotice): void {
  for (const listener of listeners) listener(notice)
}

function setState(next: LiveState): void {
  if (state === next) return
  state = next
  for (const listener of stateListeners) listener()
}
