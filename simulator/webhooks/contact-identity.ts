import { bsuidFor } from '#simulator/people/bsuid.ts'
import type { BusinessNumber } from '#simulator/store/number-store.ts'
import type { Person } from '#simulator/store/person-store.ts'
import type { World } from '#simulator/world.ts'

/** Drops the keys that do not apply: Meta leaves them out and never writes null. */
export function withoutAbsent<T extends Record<string, unknown>>(object: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined && value !== null),
  ) as Partial<T>
}

/** The phone number as webhooks may show it. */
export const visibleWaId = (person: Person): string | null =>
  person.hidesPhoneNumber ? null : person.waId

/** An item of `contacts[]`. */
export const contactOf = (
  { store }: World,
  person: Person,
  number: BusinessNumber,
  { withUsername = true }: { withUsername?: boolean } = {},
) =>
  withoutAbsent({
    profile: withoutAbsent({
      name: person.name,
      username: withUsername ? person.username : null,
    }),
    wa_id: visibleWaId(person),
    user_id: bsuidFor(store, person, number.businessId),
  })
