import type { TenantTx } from '../../database/database.ts'
import { newId, type ContactId } from '../../platform/ids.ts'
import { findContacts, insertContacts, updateContact, type ContactRow } from './contact-store.ts'
import {
  endIdentities,
  identitiesOfContacts,
  identitiesOfValues,
  insertIdentities,
  type Identity,
  type IdentityKey,
} from './identity-store.ts'

type Person = Pick<
  ContactRow,
  'id' | 'kind' | 'name' | 'profileName' | 'isNameEdited' | 'createdAt'
> & { state: 'stored' | 'new' | 'renamed' }

type Known = Identity & { state: 'stored' | 'new' | 'ended' }

/**
 * The people of one batch with all their names, held in memory so that a batch costs a few statements.
 * Changes are made here first and written together by `write`.
 */
export type PeopleDirectory = {
  /** Who had this name at that time: who has it now, or who had it until later than then. */
  holderAt(key: IdentityKey, at: Date): Known | null
  /** Usually one; two after a merge, until one of them is ended. */
  currents(contactId: ContactId, kind: Identity['kind'], scope: string): Known[]
  person(contactId: ContactId): Person | null
  create(person: Omit<Person, 'id' | 'state'>): ContactId
  rename(contactId: ContactId, change: { name: string; profileName: string }): void
  give(key: IdentityKey, contactId: ContactId, source: string, validFrom: Date): void
  end(identity: Known, at: Date): void
  /** After a merge in the database: what belonged to `lost` belongs to `kept`. */
  absorb(lost: ContactId, kept: ContactId): void
  /** Stores what has changed. @returns the contacts that are new or renamed. */
  write(now: Date): Promise<ContactId[]>
}

const textOf = (key: IdentityKey): string => `${key.kind}\n${key.scope}\n${key.value}`

export async function openDirectory(
  tx: TenantTx,
  keys: readonly IdentityKey[],
  alsoIds: readonly ContactId[],
): Promise<PeopleDirectory> {
  const named = await identitiesOfValues(tx, keys)
  const contactIds = [...new Set([...alsoIds, ...named.map((identity) => identity.contactId)])]
  const [others, rows] = [
    await identitiesOfContacts(tx, contactIds),
    await findContacts(tx, contactIds),
  ]
  const people = new Map<ContactId, Person>(
    rows.map((row) => [row.id, { ...row, state: 'stored' }]),
  )
  const all = new Map<string, Known>(
    [...named, ...others].map((identity) => [identity.id, { ...identity, state: 'stored' }]),
  )
  const byKey = new Map<string, Known[]>()
  const byContact = new Map<ContactId, Known[]>()
  const index = (known: Known): void => {
    byKey.set(textOf(known), [...(byKey.get(textOf(known)) ?? []), known])
    byContact.set(known.contactId, [...(byContact.get(known.contactId) ?? []), known])
  }
  for (const known of all.values()) index(known)
  const isCurrent = (known: Known): boolean => known.validTo === null

  return {
    holderAt: (key, at) => {
      const holders = byKey.get(textOf(key)) ?? []
      const former = holders
        .filter(({ validFrom, validTo }) => validTo !== null && validTo >= at && validFrom <= at)
        .sort((first, second) => first.validFrom.getTime() - second.validFrom.getTime())
      return former[0] ?? holders.find(isCurrent) ?? null
    },
    currents: (contactId, kind, scope) =>
      (byContact.get(contactId) ?? []).filter(
        (known) => known.kind === kind && known.scope === scope && isCurrent(known),
      ),
    person: (contactId) => people.get(contactId) ?? null,
    create: (person) => {
      const id = newId<ContactId>()
      people.set(id, { ...person, id, state: 'new' })
      return id
    },
    rename: (contactId, change) => {
      const person = people.get(contactId)
      if (person)
        people.set(contactId, {
          ...person,
          ...change,
          state: person.state === 'new' ? 'new' : 'renamed',
        })
    },
    give: (key, contactId, source, validFrom) =>
      index({ ...key, contactId, source, validFrom, id: newId(), validTo: null, state: 'new' }),
    end: (known, at) => {
      known.validTo = at > known.validFrom ? at : known.validFrom
      if (known.state === 'stored') known.state = 'ended'
    },
    absorb: (lost, kept) => {
      for (const known of byContact.get(lost) ?? []) {
        known.contactId = kept
        byContact.set(kept, [...(byContact.get(kept) ?? []), known])
      }
      byContact.delete(lost)
      people.delete(lost)
    },
    write: async (now) => {
      const changed = [...people.values()].filter((person) => person.state !== 'stored')
      const known = [...byContact.values()].flat()
      // Ended before anything is added: a name has one holder at a time.
      for (const one of known)
        if (one.state === 'ended' && one.validTo) await endIdentities(tx, [one.id], one.validTo)
      await insertContacts(
        tx,
        changed
          .filter((person) => person.state === 'new')
          .map(({ state: _state, ...person }) => person),
      )
      await insertIdentities(
        tx,
        known.filter((one) => one.state === 'new').map(({ state: _state, ...one }) => one),
      )
      for (const one of known) one.state = 'stored'
      for (const person of changed) {
        if (person.state === 'renamed')
          await updateContact(tx, person.id, {
            name: person.name,
            profileName: person.profileName,
            updatedAt: now,
          })
        person.state = 'stored'
      }
      return changed.map((person) => person.id)
    },
  }
}
