import type { BusinessNumber } from '#simulator/store/number-store.ts'
import { findPersonByBsuid, findPersonByWaId, type Person } from '#simulator/store/person-store.ts'
import type { World } from '#simulator/world.ts'
import type { Fields } from './content/check.ts'
import { GraphError } from './graph-error.ts'

export type Recipient = {
  kind: 'phone' | 'bsuid'
  /** As the caller wrote it; the answer repeats it. */
  input: string
  /** Digits, or the BSUID. */
  address: string
  person: Person | null
}

/** `to` wins when both are there. Formatting is dropped; no country code is guessed. */
export function readRecipient(body: Fields): Omit<Recipient, 'person'> {
  const to = body['to']
  if (typeof to === 'string' || typeof to === 'number') {
    const input = String(to)
    const address = input.replace(/[+()\s.-]/g, '')
    if (/^\d{5,20}$/.test(address)) return { kind: 'phone', input, address }
    if (input !== '') throw new GraphError(100, 'to must be a phone number of 5 to 20 digits.')
  }
  const recipient = body['recipient']
  if (typeof recipient === 'string' && recipient !== '') {
    if (!/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(recipient)) {
      throw new GraphError(100, 'recipient must be a business-scoped user id.')
    }
    return { kind: 'bsuid', input: recipient, address: recipient }
  }
  throw new GraphError(100, 'to or recipient is required.')
}

export function findRecipientPerson(
  { store }: World,
  number: BusinessNumber,
  { kind, address }: Omit<Recipient, 'person'>,
): Person | null {
  const person =
    kind === 'phone'
      ? findPersonByWaId(store, address)
      : findPersonByBsuid(store, number.businessId, address)
  return person ?? null
}
