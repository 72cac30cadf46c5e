import { randomUUID } from 'node:crypto'
import type { Person } from '#simulator/store/person-store.ts'
import { createBsuid } from './bsuid.ts'

export type PersonDetails = { name: string } & {
  [Key in Exclude<keyof Person, 'name' | 'createdAtMs'>]?: Person[Key] | undefined
}

// Muted hues that carry white initials in both themes.
const avatarColors = ['#5b7fa6', '#8a6aa8', '#4f8f7d', '#b0764a', '#a65b74', '#6b8e4e', '#5a6fb0']

/** A person with everything that was not said filled in. */
export function createPerson(details: PersonDetails, nowMs: number): Person {
  const waId = details.waId ?? null
  return {
    id: details.id ?? `p_${randomUUID().replaceAll('-', '').slice(0, 12)}`,
    name: details.name,
    waId,
    username: details.username ?? null,
    bsuid: details.bsuid ?? createBsuid(waId),
    hidesPhoneNumber: details.hidesPhoneNumber ?? false,
    about: details.about ?? null,
    avatarColor: details.avatarColor ?? colorFor(details.name),
    avatarUrl: details.avatarUrl ?? null,
    readReceipts: details.readReceipts ?? true,
    online: details.online ?? true,
    onWhatsApp: details.onWhatsApp ?? true,
    createdAtMs: nowMs,
  }
}

function colorFor(name: string): string {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  return avatarColors[sum % avatarColors.length] ?? '#5b7fa6'
}
