import { loadState } from '../simulator-api/platform-api.ts'
import { refreshAllChats } from './chats-store.ts'
import { correctRoute, openingRoute, routeStore } from './route-store.ts'
import { setConnection, simulatorStore } from './simulator-store.ts'

/** Loads people, numbers and clock, then every phone's chat list. Used at the start and after each reconnection. */
export async function loadSimulator(): Promise<void> {
  try {
    const state = await loadState()
    simulatorStore.set((view) => ({
      ...view,
      phase: 'ready',
      people: state.people,
      numbers: state.numbers,
      clockOffsetMs: state.clockOffsetMs,
      aheadOfBrowserMs: new Date(state.now).getTime() - Date.now(),
    }))
    await refreshAllChats(inHandFirst(state.people.map((person) => person.id)))
  } catch {
    setConnection('lost')
    simulatorStore.set((view) => (view.phase === 'ready' ? view : { ...view, phase: 'failed' }))
  }
}

/** Picks a phone when the address names none, or one that does not exist. */
function inHandFirst(personIds: string[]): string[] {
  const route = routeStore.get()
  const isKnown = route.personId !== null && personIds.includes(route.personId)
  const first = personIds[0]
  if (!isKnown && first !== undefined)
    correctRoute(openingRoute(first, simulatorStore.get().numbers))
  const inHand = routeStore.get().personId
  return personIds.toSorted((a, b) => Number(b === inHand) - Number(a === inHand))
}
