import type { TenantTx } from '../../database/database.ts'
import type { ContactId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import {
  findSubscriptions,
  recordEvents,
  type NewEvent,
} from '../webhook-delivery/webhook-delivery.ts'
import { findContacts } from './contact-store.ts'
import { identitiesOfContacts } from './identity-store.ts'
import { presentContact } from './present-contact.ts'

/**
 * Tells the tenant's endpoints that a contact changed, in the transaction that changed it.
 * @returns how many deliveries there are now to make; wake `delivery` after the commit when there are any.
 */
export async function tellContact(
  tx: TenantTx,
  sealer: Sealer,
  id: ContactId,
  now: Date,
): Promise<number> {
  const subscriptions = await findSubscriptions(tx)
  if (!subscriptions.wants('contact.updated')) return 0
  return recordEvents(tx, sealer, subscriptions, {
    events: await contactEvents(tx, [id], now),
    now,
  })
}

export async function contactEvents(
  tx: TenantTx,
  ids: readonly ContactId[],
  occurredAt: Date,
): Promise<NewEvent[]> {
  const rows = await findContacts(tx, ids)
  const identities = Map.groupBy(await identitiesOfContacts(tx, ids), (one) => one.contactId)
  return rows.map((row) => ({
    type: 'contact.updated',
    occurredAt,
    orderKey: row.id,
    data: { contact: presentContact(row, identities.get(row.id) ?? []) },
  }))
}
