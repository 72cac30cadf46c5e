import { sql } from 'kysely'
import type { IdentityKind } from '#shared/contracts/contact.ts'
import type { TenantTx } from '../../database/database.ts'
import type { ContactId } from '../../platform/ids.ts'

export type IdentityKey = { kind: IdentityKind; scope: string; value: string }

export type Identity = IdentityKey & {
  id: string
  contactId: ContactId
  source: string
  validFrom: Date
  validTo: Date | null
}

const identityColumns = [
  'id',
  'contactId',
  'kind',
  'scope',
  'value',
  'source',
  'validFrom',
  'validTo',
] as const

/** Everyone who has or had one of these names, current ones and ended ones. */
export async function identitiesOfValues(
  tx: TenantTx,
  keys: readonly IdentityKey[],
): Promise<Identity[]> {
  if (keys.length === 0) return []
  const rows = await tx
    .selectFrom('contactIdentity')
    .select(identityColumns)
    .where('tenantId', '=', tx.tenantId)
    .where('kind', 'in', [...new Set(keys.map((key) => key.kind))])
    .where('value', '=', sql<string>`any(${[...new Set(keys.map((key) => key.value))]}::text[])`)
    .execute()
  return rows as Identity[]
}

/** All names of these contacts, oldest first; ended ones too. */
export async function identitiesOfContacts(
  tx: TenantTx,
  contactIds: readonly ContactId[],
): Promise<Identity[]> {
  if (contactIds.length === 0) return []
  const rows = await tx
    .selectFrom('contactIdentity')
    .select(identityColumns)
    .where('tenantId', '=', tx.tenantId)
    .where('contactId', '=', sql<string>`any(${[...contactIds]}::uuid[])`)
    .orderBy('validFrom')
    .orderBy('id')
    .execute()
  return rows as Identity[]
}

/** @throws with SQLSTATE 23505 when somebody else has just been given one of these names. */
export async function insertIdentities(
  tx: TenantTx,
  identities: readonly Identity[],
): Promise<void> {
  if (identities.length === 0) return
  await tx
    .insertInto('contactIdentity')
    .values(identities.map((identity) => ({ ...identity, tenantId: tx.tenantId })))
    .execute()
}

/** Ends names: from `validTo` on they mean nobody, or somebody else. */
export async function endIdentities(
  tx: TenantTx,
  ids: readonly string[],
  validTo: Date,
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('contactIdentity')
    .set({ validTo: sql<Date>`greatest(valid_from, ${validTo}::timestamptz)` })
    .where('tenantId', '=', tx.tenantId)
    .where('id', 'in', [...ids])
    .where('validTo', 'is', null)
    .execute()
}

/** Gives all names of one contact to another. */
export async function moveIdentities(tx: TenantTx, from: ContactId, to: ContactId): Promise<void> {
  await tx
    .updateTable('contactIdentity')
    .set({ contactId: to })
    .where('tenantId', '=', tx.tenantId)
    .where('contactId', '=', from)
    .execute()
}
