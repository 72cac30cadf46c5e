import { getJson, sendJson } from './request.ts'
import type { BusinessNumber, Person } from './wire-types.ts'

export interface SimulatorState {
  now: number | string
  clockOffsetMs: number
  numbers: BusinessNumber[]
  people: Person[]
}

export interface PersonDetails {
  name: string
  waId?: string
  username?: string
  hidesPhoneNumber?: boolean
}

export interface PersonChange {
  name?: string
  online?: boolean
  readReceipts?: boolean
}

export type ClockChange = { advanceMs: number } | { reset: true }

export function loadState(): Promise<SimulatorState> {
  return getJson('/state')
}

export function createPerson(details: PersonDetails): Promise<Person> {
  return sendJson('POST', '/people', details)
}

export function changePerson(personId: string, change: PersonChange): Promise<Person> {
  return sendJson('PATCH', `/people/${encodeURIComponent(personId)}`, change)
}

export async function moveClock(change: ClockChange): Promise<void> {
  await sendJson('POST', '/clock', change)
}
