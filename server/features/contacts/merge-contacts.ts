import type { TenantTx } from '../../database/database.ts'
import type { ContactId } from '../../platform/ids.ts'
import { deleteContact, findContacts, updateContact } from './contact-store.ts'
import { moveIdentities } from './identity-store.ts'
import {
  addConversation,
  deleteConversation,
  lockConversations,
  moveConversation,
  moveMessages,
  renameActor,
} from './merge-store.ts'

/**
 * Makes one contact of two: names, conversations, messages and notes go to `kept`, `lost` is deleted.
 * What the business wrote down wins over what it did not; the newer of two opt-out decisions counts.
 */
export async function mergeContacts(
  tx: TenantTx,
  { kept, lost, now }: { kept: ContactId; lost: ContactId; now: Date },
): Promise<void> {
  const conversations = await lockConversations(tx, [kept, lost])
  for (const conversation of conversations) {
    if (conversation.contactId !== lost) continue
    const same = conversations.find(
      (other) => other.contactId === kept && other.channelId === conversation.channelId,
    )
    if (!same) {
      await moveConversation(tx, conversation.id, kept)
      continue
    }
    await moveMessages(tx, { from: conversation.id, to: same.id, contactId: kept })
    await addConversation(tx, conversation.id, same.id)
    await deleteConversation(tx, conversation.id)
  }
  await renameActor(tx, lost, kept)
  await moveIdentities(tx, lost, kept)
  await joinFacts(tx, kept, lost, now)
  await deleteContact(tx, lost)
}

async function joinFacts(
  tx: TenantTx,
  keptId: ContactId,
  lostId: ContactId,
  now: Date,
): Promise<void> {
  const rows = await findContacts(tx, [keptId, lostId])
  const kept = rows.find((row) => row.id === keptId)
  const lost = rows.find((row) => row.id === lostId)
  if (!kept || !lost) return
  const timeOf = (date: Date | null): number => date?.getTime() ?? 0
  const consent = timeOf(lost.optChangedAt) > timeOf(kept.optChangedAt) ? lost : kept
  const named = lost.isNameEdited && !kept.isNameEdited ? lost : kept
  await updateContact(tx, keptId, {
    name: named.name,
    isNameEdited: named.isNameEdited,
    profileName: kept.profileName ?? lost.profileName,
    email: kept.email ?? lost.email,
    language: kept.language ?? lost.language,
    country: kept.country ?? lost.country,
    city: kept.city ?? lost.city,
    optedOutAt: consent.optedOutAt,
    optOutSource: consent.optOutSource,
    optChangedAt: consent.optChangedAt,
    updatedAt: now,
  })
}
