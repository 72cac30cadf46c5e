const eventNames = ['message', 'status', 'typing', 'reaction', 'chat', 'clock', 'person'] as const

export type EventName = (typeof eventNames)[number]

export interface EventListener {
  onEvent: (name: EventName, data: Record<string, unknown>) => void
  onOpen: () => void
  onLost: () => void
}

const reconnectAfterMs = 2000

/**
 * Follows the simulator's live events until the returned function is called.
 * The browser reconnects by itself after a dropped connection, but gives up after a refused one; then a new one is made.
 */
export function followEvents(listener: EventListener): () => void {
  let source: EventSource
  let timer: number | undefined
  const connect = () => {
    source = new EventSource('/simulator/api/events')
    source.addEventListener('open', listener.onOpen)
    source.addEventListener('error', () => {
      listener.onLost()
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, reconnectAfterMs)
    })
    for (const name of eventNames) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        listener.onEvent(name, JSON.parse(event.data) as Record<string, unknown>)
      })
    }
  }
  connect()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}
