import type { Person } from '../simulator-api/wire-types.ts'

/** What a person can be reached by, as it is written: their number, else their username. */
export function addressOf(person: Person): string {
  if (person.waId !== null && !person.hidesPhoneNumber) return numberOf(person.waId)
  return person.username === null ? 'Number hidden' : `@${person.username}`
}

/** A number as people write it: grouped where the country has one way to do so, else plain digits. */
export function numberOf(waId: string): string {
  const groups = /^(1)(\d{3})(\d{3})(\d{4})$/u.exec(waId) ?? /^(44)(\d{4})(\d{6})$/u.exec(waId)
  return `+${groups === null ? waId : groups.slice(1).join(' ')}`
}
