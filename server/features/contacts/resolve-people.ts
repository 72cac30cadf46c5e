import type { TenantTx } from '../../database/database.ts'
import type { ContactId } from '../../platform/ids.ts'
import type { Identity, IdentityKey } from './identity-store.ts'
import { mergeContacts } from './merge-contacts.ts'
import { openDirectory, type PeopleDirectory } from './people-directory.ts'
import { formerKeysOf, keysOf, nameOf, usernameKey, type PersonMention } from './person-mention.ts'

export type ResolvedPeople = {
  /** The contact of each mention, in the same order. */
  contactIds: ContactId[]
  /** Contacts that are new, renamed or merged. */
  changedIds: ContactId[]
}

/**
 * Finds the contact of each mention, or makes one. Two contacts that turn out to be one person become one.
 *
 * The BSUID says who somebody is; the phone number is an alias that can be hidden, change, or pass to another
 * person. So a known number with another BSUID of the same portfolio is somebody else, and the number goes to
 * them. A webhook that comes late is read with the names of its time.
 * @throws with SQLSTATE 23505 when another transaction has just made the same contact: run it again.
 */
export async function resolvePeople(
  tx: TenantTx,
  mentions: readonly PersonMention[],
  now: Date,
): Promise<ResolvedPeople> {
  if (mentions.length === 0) return { contactIds: [], changedIds: [] }
  const keys = mentions.flatMap((mention) => [
    ...keysOf(mention),
    ...formerKeysOf(mention),
    ...(mention.username ? [usernameKey(mention.username)] : []),
  ])
  const directory = await openDirectory(
    tx,
    keys,
    mentions.flatMap((mention) => mention.contactId ?? []),
  )
  const merged = new Map<ContactId, ContactId>()
  const changed = new Set<ContactId>()

  const merge = async (first: ContactId, second: ContactId): Promise<ContactId> => {
    for (const id of await directory.write(now)) changed.add(id)
    const [kept, lost] = isOlder(directory, first, second) ? [first, second] : [second, first]
    await mergeContacts(tx, { kept, lost, now })
    directory.absorb(lost, kept)
    merged.set(lost, kept)
    changed.add(kept)
    return kept
  }

  const contactIds: ContactId[] = []
  for (const mention of mentions) {
    const contactId = await resolveOne(directory, mention, merge)
    refreshProfile(directory, contactId, mention)
    contactIds.push(contactId)
  }
  for (const id of await directory.write(now)) changed.add(id)
  const survivor = (id: ContactId): ContactId => {
    const next = merged.get(id)
    return next === undefined ? id : survivor(next)
  }
  return {
    contactIds: contactIds.map(survivor),
    changedIds: [...new Set([...changed].map(survivor))],
  }
}

async function resolveOne(
  directory: PeopleDirectory,
  mention: PersonMention,
  merge: (first: ContactId, second: ContactId) => Promise<ContactId>,
): Promise<ContactId> {
  const keys = keysOf(mention)
  let owner = knownOwner(directory, mention)
  for (const key of keys) {
    const holder = directory.holderAt(key, mention.at)
    if (!holder || holder.contactId === owner) continue
    if (isSomeoneElse(directory, holder, mention)) continue
    owner = owner === null ? holder.contactId : await merge(owner, holder.contactId)
  }
  owner ??= directory.create({
    kind: mention.groupId ? 'group' : 'person',
    name: nameOf(mention),
    profileName: mention.profileName ?? null,
    isNameEdited: false,
    createdAt: mention.at,
  })
  for (const key of keys) takeName(directory, owner, key, mention)
  // A new phone number comes with a new BSUID, also where Meta does not say which.
  if (mention.former?.waId && mention.waId !== mention.former.waId && !mention.bsuid)
    for (const known of directory.currents(owner, 'bsuid', mention.scope))
      if (known.validFrom <= mention.at) directory.end(known, mention.at)
  return owner
}

/** The contact that is known to be meant, or whose names ended with this mention. */
function knownOwner(directory: PeopleDirectory, mention: PersonMention): ContactId | null {
  if (mention.contactId && directory.person(mention.contactId)) return mention.contactId
  for (const key of formerKeysOf(mention)) {
    const holder = directory.holderAt(key, mention.at)
    if (holder) return holder.contactId
  }
  return null
}

/** Meta's seconds are cut off: what happened within one counts as at the same time. */
const sameMomentMs = 1_000

/**
 * Whether the holder of a mentioned name is another person than the one meant. The BSUID decides. A number
 * that somebody else had before the one meant changed to it has been recycled.
 */
function isSomeoneElse(
  directory: PeopleDirectory,
  holder: Identity,
  mention: PersonMention,
): boolean {
  if (holder.kind === 'bsuid') return false
  if (mention.former && !mention.bsuid)
    return holder.validFrom.getTime() < mention.at.getTime() - sameMomentMs
  return hasOtherBsuid(directory, holder.contactId, mention)
}

/**
 * Lets `owner` have this name from now on, and ends what it replaces: one person has one current name of each
 * kind, one name one current holder. A late webhook does not bring back what has been replaced since.
 */
function takeName(
  directory: PeopleDirectory,
  owner: ContactId,
  key: IdentityKey,
  { at, source }: PersonMention,
): void {
  const holder = directory.holderAt(key, at)
  const replaced = directory
    .currents(owner, key.kind, key.scope)
    .filter((known) => known.value !== key.value)
  if (holder?.contactId === owner && holder.validTo !== null) return
  if (replaced.some((known) => known.validFrom > at)) return
  if (holder?.contactId !== owner) {
    // Linked portfolios share a parent BSUID; whoever has it keeps it.
    if (holder && (key.kind === 'parent_bsuid' || holder.validFrom > at)) return
    if (holder) directory.end(holder, at)
    directory.give(key, owner, source, at)
  }
  for (const known of replaced) directory.end(known, at)
}

/** Whether this contact is known by another BSUID of the same portfolio than the one mentioned. */
function hasOtherBsuid(
  directory: PeopleDirectory,
  contactId: ContactId,
  mention: PersonMention,
): boolean {
  if (!mention.bsuid) return false
  const current = directory.currents(contactId, 'bsuid', mention.scope)
  return current.length > 0 && current.every((known) => known.value !== mention.bsuid)
}

/** Takes over profile name and username; a name that the business gave stays. */
function refreshProfile(
  directory: PeopleDirectory,
  contactId: ContactId,
  mention: PersonMention,
): void {
  const person = directory.person(contactId)
  if (!person) return
  if (mention.profileName && mention.profileName !== person.profileName)
    directory.rename(contactId, {
      name: person.isNameEdited ? person.name : mention.profileName,
      profileName: mention.profileName,
    })
  if (mention.username) takeName(directory, contactId, usernameKey(mention.username), mention)
}

function isOlder(directory: PeopleDirectory, first: ContactId, second: ContactId): boolean {
  const [one, other] = [directory.person(first), directory.person(second)]
  if (!one || !other) return Boolean(one)
  const difference = one.createdAt.getTime() - other.createdAt.getTime()
  return difference === 0 ? first < second : difference < 0
}
