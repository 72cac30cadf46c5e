import { goTo, openingRoute } from '../state/route-store.ts'
import { simulatorStore } from '../state/simulator-store.ts'

/** Takes a person's phone in the hand. */
export function openPhone(personId: string): void {
  goTo(openingRoute(personId, simulatorStore.get().numbers))
}
