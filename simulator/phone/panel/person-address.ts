import type { Person } from '../api/wire-types.ts'

/** What a person can be reached by, as it is written: their number, else their username. */
export function addressOf(person: Person): string {
  if (person.waId !== null && !person.hidesPhoneNumber) return numberOf(person.waId)
  return person.username === null ? 'Number hidden' : `@${person.username}`
}

/** Digits in groups that can be read out, with a plus in front. */
export function numberOf(waId: string): string {
  const groups =
    waId.length > 10
      ? [waId.slice(0, -10), waId.slice(-10, -7), waId.slice(-7, -4), waId.slice(-4)]
      : [waId]
  return `+${groups.join(' ')}`
}
