import type { Window } from './contracts/conversation.ts'

const windowMs = 24 * 60 * 60 * 1000

export type WindowState =
  | { state: 'open'; closesAt: Date; closedAt: null }
  | { state: 'closed'; closesAt: null; closedAt: Date }
  | { state: 'never'; closesAt: null; closedAt: null }

/**
 * Says whether a free-form message may go to a contact now. Templates do not need this.
 * Any message of the contact opens the window for 24 hours: also a reaction, a tapped button, an order.
 * @param lastInboundAt  when the contact's last message was sent, UTC; null when they never wrote.
 * @returns open with `closesAt`; closed with `closedAt` (the window is shut at that very moment); or never.
 * @throws never: a time ahead of our clock counts as now.
 * @source Meta, "Send messages", customer service windows; read 2026-11-20, Graph v26.0.
 */
export function customerServiceWindow(lastInboundAt: Date | null, now: Date): WindowState {
  if (lastInboundAt === null) return { state: 'never', closesAt: null, closedAt: null }
  const openedMs = Math.min(lastInboundAt.getTime(), now.getTime())
  const end = new Date(openedMs + windowMs)
  return end.getTime() > now.getTime()
    ? { state: 'open', closesAt: end, closedAt: null }
    : { state: 'closed', closesAt: null, closedAt: end }
}

/** Contacts who wrote after this moment (and not at it) have an open window. */
export const windowOpenSince = (now: Date): Date => new Date(now.getTime() - windowMs)

/** The window as the API says it. */
export const presentWindow = (window: WindowState): Window => ({
  state: window.state,
  closesAt: window.closesAt?.toISOString() ?? null,
  closedAt: window.closedAt?.toISOString() ?? null,
})
