import { rules } from '#simulator/rules.ts'
import type { ChatFacts } from '#simulator/store/chat-store.ts'

/** When the customer service window closes or closed; null when the person never wrote. */
export const windowClosesAtMs = ({ lastInboundAtMs }: ChatFacts): number | null =>
  lastInboundAtMs === null ? null : lastInboundAtMs + rules.serviceWindowMs.value

/** At the very millisecond of closing it is shut. */
export function isWindowOpen(facts: ChatFacts, nowMs: number): boolean {
  const closesAtMs = windowClosesAtMs(facts)
  return closesAtMs !== null && nowMs < closesAtMs
}
