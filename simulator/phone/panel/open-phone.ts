import { goTo } from '../state/route-store.ts'
import { simulatorStore } from '../state/simulator-store.ts'

/** Takes a person's phone in the hand. With one business only, its chat is what they want to see. */
export function openPhone(personId: string): void {
  const { numbers } = simulatorStore.get()
  const only = numbers.length === 1 ? numbers[0] : undefined
  goTo({ personId, phoneNumberId: only?.phoneNumberId ?? null })
}
