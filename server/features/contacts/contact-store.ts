import { sql, type Selectable } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { Contact as ContactTable } from '../../database/schema.ts'
import type { ContactId } from '../../platform/ids.ts'

export type ContactRow = Omit<Selectable<ContactTable>, 'id' | 'kind'> & {
  id: ContactId
  kind: 'person' | 'group'
}

export async function findContacts(tx: TenantTx, ids: readonly ContactId[]): Promise<ContactRow[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('contact')
    .selectAll()
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', sql<string>`any(${[...new Set(ids)]}::uuid[])`)
    .execute()
  return rows as ContactRow[]
}

export async function insertContacts(
  tx: TenantTx,
  contacts: readonly Pick<
    ContactRow,
    'id' | 'kind' | 'name' | 'profileName' | 'isNameEdited' | 'createdAt'
  >[],
): Promise<void> {
  if (contacts.length === 0) return
  await tx
    .insertInto('contact')
    .values(
      contacts.map((contact) => ({
        ...contact,
        updatedAt: contact.createdAt,
        tenantId: tx.tenantId,
      })),
    )
    .execute()
}

/** Changes what is given. @returns false when there is no such contact. */
export async function updateContact(
  tx: TenantTx,
  id: ContactId,
  change: Partial<Omit<ContactRow, 'id' | 'tenantId' | 'kind' | 'createdAt'>>,
): Promise<boolean> {
  const result = await tx
    .updateTable('contact')
    .set(change)
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function deleteContact(tx: TenantTx, id: ContactId): Promise<void> {
  await tx.deleteFrom('contact').where('tenantId', '=', tx.tenantId).where('id', '=', id).execute()
}
