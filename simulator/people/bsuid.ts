import { randomInt } from 'node:crypto'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { listNumbers } from '#simulator/store/number-store.ts'
import type { Store } from '#simulator/store/open-store.ts'
import { findBsuid, listPeople, saveBsuid, type Person } from '#simulator/store/person-store.ts'

const randomDigits = (count: number): string =>
  Array.from({ length: count }, (_, index) => randomInt(index === 0 ? 1 : 0, 10)).join('')

/** `CC.digits`; the country is that of the phone number, US for people without one. */
export function createBsuid(waId: string | null): string {
  const phone = waId === null ? undefined : parsePhoneNumberFromString(`+${waId}`)
  // Numbers reserved for fiction belong to no country, only to its calling code.
  const country = phone?.country ?? phone?.getPossibleCountries()[0]
  return `${country ?? 'US'}.${randomDigits(20)}`
}

/** The id this portfolio knows the person by, made when it is first asked for. */
export function bsuidFor(store: Store, person: Person, businessId: string): string {
  const known = findBsuid(store, person.id, businessId)
  if (known !== undefined) return known
  const isFirstPortfolio = (listNumbers(store)[0]?.businessId ?? businessId) === businessId
  const bsuid = isFirstPortfolio ? person.bsuid : createBsuid(person.waId)
  saveBsuid(store, person.id, businessId, bsuid)
  return bsuid
}

/** A business may send to a BSUID it got elsewhere, so all of them exist before the first message. */
export function ensureBsuids(store: Store, people: Person[] = listPeople(store)): void {
  const businessIds = new Set(listNumbers(store).map((number) => number.businessId))
  store.transaction(() => {
    for (const person of people) {
      for (const businessId of businessIds) bsuidFor(store, person, businessId)
    }
  })
}
