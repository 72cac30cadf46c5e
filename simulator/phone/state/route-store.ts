import type { BusinessNumber } from '../simulator-api/wire-types.ts'
import { createStore } from './create-store.ts'

/** Which phone is in the hand and which chat is open on it. The address bar holds the same two ids. */
export interface Route {
  personId: string | null
  phoneNumberId: string | null
}

function routeOfAddress(): Route {
  const query = new URLSearchParams(window.location.search)
  return { personId: query.get('person'), phoneNumberId: query.get('chat') }
}

function addressOf(route: Route): string {
  const query = new URLSearchParams()
  if (route.personId !== null) query.set('person', route.personId)
  if (route.phoneNumberId !== null) query.set('chat', route.phoneNumberId)
  const search = query.toString()
  return search === '' ? window.location.pathname : `${window.location.pathname}?${search}`
}

export const routeStore = createStore<Route>(routeOfAddress())

/** What a phone shows when it is taken in the hand: with one business only, the chat with it. */
export function openingRoute(personId: string, numbers: readonly BusinessNumber[]): Route {
  const only = numbers.length === 1 ? numbers[0] : undefined
  return { personId, phoneNumberId: only?.phoneNumberId ?? null }
}

/** Opens a phone or a chat; the browser's back button returns to where it was. */
export function goTo(route: Route): void {
  window.history.pushState(null, '', addressOf(route))
  routeStore.set(() => route)
}

/** Corrects the address without a step in the history, for example when a deep link names nobody. */
export function correctRoute(route: Route): void {
  window.history.replaceState(null, '', addressOf(route))
  routeStore.set(() => route)
}

export function followBrowserHistory(): () => void {
  const follow = () => routeStore.set(routeOfAddress)
  window.addEventListener('popstate', follow)
  return () => window.removeEventListener('popstate', follow)
}
