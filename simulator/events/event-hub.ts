type SimulatorEvent =
  | { event: 'message'; personId: string; phoneNumberId: string; message: object }
  | {
      event: 'status'
      personId: string
      phoneNumberId: string
      wamid: string
      status: string
      errorCode?: number
    }
  | { event: 'typing'; personId: string; phoneNumberId: string; typing: boolean; untilMs?: number }
  | {
      event: 'reaction'
      personId: string
      phoneNumberId: string
      wamid: string
      from: 'person' | 'business'
      emoji: string | null
    }
  | { event: 'chat'; personId: string; phoneNumberId: string; chat: object }
  | { event: 'clock'; offsetMs: number; now: number }
  | { event: 'person'; personId: string; person: object }

export type EventHub = {
  publish(event: SimulatorEvent): void
  subscribe(listener: (event: SimulatorEvent) => void): () => void
  /** Lets a caller skip the work of building an event nobody hears. */
  hasListeners(): boolean
}

export function createEventHub(): EventHub {
  const listeners = new Set<(event: SimulatorEvent) => void>()
  return {
    publish(event) {
      for (const listener of listeners) listener(event)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    hasListeners: () => listeners.size > 0,
  }
}
