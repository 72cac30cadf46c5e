import type { Clock } from '#simulator/clock/clock.ts'
import type { EventHub } from '#simulator/events/event-hub.ts'
import { rules } from '#simulator/rules.ts'

export type TypingIndicators = {
  /** Shows "typing…" on the phone for 25 seconds or until the next message. */
  show(personId: string, phoneNumberId: string): void
  end(personId: string, phoneNumberId: string): void
  close(): void
}

export function createTypingIndicators(clock: Clock, events: EventHub): TypingIndicators {
  const shown = new Map<string, NodeJS.Timeout>()
  const keyOf = (personId: string, phoneNumberId: string) => `${phoneNumberId}:${personId}`

  const end = (personId: string, phoneNumberId: string) => {
    const key = keyOf(personId, phoneNumberId)
    const timer = shown.get(key)
    if (timer === undefined) return
    clearTimeout(timer)
    shown.delete(key)
    events.publish({ event: 'typing', personId, phoneNumberId, typing: false })
  }

  return {
    show(personId, phoneNumberId) {
      const key = keyOf(personId, phoneNumberId)
      clearTimeout(shown.get(key))
      const lastsMs = rules.typingIndicatorMs.value
      shown.set(
        key,
        setTimeout(() => end(personId, phoneNumberId), lastsMs),
      )
      const untilMs = clock.now() + lastsMs
      events.publish({ event: 'typing', personId, phoneNumberId, typing: true, untilMs })
    },
    end,
    close() {
      for (const timer of shown.values()) clearTimeout(timer)
      shown.clear()
    },
  }
}
