import type { ContactCard, Person } from '../simulator-api/wire-types.ts'

/** A person as a contact card, with the number if there is one. */
export function ownContact(person: Person): ContactCard {
  const [first = person.name] = person.name.split(/\s+/u)
  return {
    name: { formatted_name: person.name, first_name: first },
    ...(person.waId === null
      ? {}
      : { phones: [{ phone: `+${person.waId}`, wa_id: person.waId, type: 'CELL' }] }),
  }
}
