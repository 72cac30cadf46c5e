import type { Contact, IdentityKind } from '#shared/contracts/contact.ts'
import type { ContactRow } from './contact-store.ts'
import type { Identity } from './identity-store.ts'

/** A contact as the API shows it. `identities` are all of theirs, oldest first. */
export function presentContact(row: ContactRow, identities: readonly Identity[]): Contact {
  const current = (kind: IdentityKind): string | null =>
    identities.findLast((one) => one.kind === kind && one.validTo === null)?.value ?? null
  const waId = current('wa_id')
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    profileName: row.profileName,
    phone: waId === null ? null : `+${waId}`,
    waId,
    bsuid: current('bsuid'),
    username: current('username'),
    isOptedOut: row.optedOutAt !== null,
    email: row.email,
    language: row.language,
    country: row.country,
    city: row.city,
    identities: identities.map(({ kind, value, source, validFrom, validTo }) => ({
      kind,
      value,
      source,
      validFrom: validFrom.toISOString(),
      validTo: validTo?.toISOString() ?? null,
    })),
    createdAt: row.createdAt.toISOString(),
  }
}
