import type { Contact, ContactChange } from '#shared/contracts/contact.ts'
import type { TenantTx } from '../../database/database.ts'
import { isUuid, type ContactId } from '../../platform/ids.ts'
import { contactProblem } from './contact-problems.ts'
import { findContacts, updateContact } from './contact-store.ts'
import { identitiesOfContacts } from './identity-store.ts'
import { recordOptChange } from './opt-out.ts'
import { presentContact } from './present-contact.ts'

/** @throws not_found also for ids of other tenants and for texts that are no ids. */
export async function readContact(tx: TenantTx, id: string): Promise<Contact> {
  const [row] = isUuid(id) ? await findContacts(tx, [id as ContactId]) : []
  if (!row) throw contactProblem('not_found', 'There is no contact with this id.')
  return presentContact(row, await identitiesOfContacts(tx, [row.id]))
}

/** Changes what is given. A name that a member gives is not replaced by the profile name again. */
export async function changeContact(
  tx: TenantTx,
  id: string,
  { isOptedOut, ...facts }: ContactChange,
  now: Date,
): Promise<Contact> {
  const before = await readContact(tx, id)
  const contactId = before.id as ContactId
  await updateContact(tx, contactId, {
    ...facts,
    ...(facts.name !== undefined && facts.name !== before.name ? { isNameEdited: true } : {}),
    updatedAt: now,
  })
  if (isOptedOut !== undefined && isOptedOut !== before.isOptedOut)
    await recordOptChange(tx, { contactId, isOptedOut, source: 'member', at: now })
  return readContact(tx, contactId)
}
