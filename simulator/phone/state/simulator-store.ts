import type { BusinessNumber, Person } from '../simulator-api/wire-types.ts'
import { createStore } from './create-store.ts'

/** loading → ready, or → failed when the first load did not work; a later loss only changes `connection`. */
export type Phase = 'loading' | 'ready' | 'failed'
export type Connection = 'connecting' | 'live' | 'lost'

export interface SimulatorView {
  phase: Phase
  connection: Connection
  people: readonly Person[]
  numbers: readonly BusinessNumber[]
  /** What the simulated clock is ahead of real time by: the sum of all jumps. */
  clockOffsetMs: number
  /** Simulated time minus this browser's clock: the jumps plus the two machines' difference. */
  aheadOfBrowserMs: number
}

export const simulatorStore = createStore<SimulatorView>({
  phase: 'loading',
  connection: 'connecting',
  people: [],
  numbers: [],
  clockOffsetMs: 0,
  aheadOfBrowserMs: 0,
})

export function simulatedNowMs(): number {
  return Date.now() + simulatorStore.get().aheadOfBrowserMs
}

export function putPerson(person: Person): void {
  simulatorStore.set((view) => {
    const isKnown = view.people.some((known) => known.id === person.id)
    const people = isKnown
      ? view.people.map((known) => (known.id === person.id ? { ...known, ...person } : known))
      : [...view.people, person]
    return { ...view, people }
  })
}

export function setConnection(connection: Connection): void {
  simulatorStore.set((view) => (view.connection === connection ? view : { ...view, connection }))
}
