import type { TenantTx } from '../database/database.ts'
import { newId, type ContactId, type ConversationId, type UserId } from '../platform/ids.ts'
import type { Sealer } from '../platform/sealing/keyring.ts'
import { insertNote, setConversation, setLabels } from '../features/conversations/conversations.ts'
import { timeOf, type DemoConversation, type DemoPerson, type DemoShop } from './demo-shop.ts'

const hourMs = 60 * 60 * 1000

/** Labels and quick replies of the workspace. @returns the label ids by the story's keys. */
export async function seedVocabulary(
  tx: TenantTx,
  shop: DemoShop,
  seededAt: Date,
): Promise<Map<string, string>> {
  const labelIds = new Map(shop.labels.map((label) => [label.key, newId()]))
  await tx
    .insertInto('label')
    .values(
      shop.labels.map(({ key, name, color }) => ({
        tenantId: tx.tenantId,
        id: labelIds.get(key) ?? newId(),
        name,
        color,
        createdAt: seededAt,
      })),
    )
    .execute()
  await tx
    .insertInto('quickReply')
    .values(
      shop.quickReplies.map((reply) => ({
        tenantId: tx.tenantId,
        id: newId(),
        shortcut: reply.shortcut.replace(/^\//, ''),
        text: reply.text,
        createdAt: seededAt,
      })),
    )
    .execute()
  return labelIds
}

/** What the team did with a conversation: who has it, labels, notes, status, what they have read. */
export async function seedDeskWork(
  tx: TenantTx,
  sealer: Sealer,
  desk: {
    conversationId: ConversationId
    conversation: DemoConversation
    memberIds: ReadonlyMap<string, UserId>
    labelIds: ReadonlyMap<string, string>
    seededAt: Date
  },
): Promise<void> {
  const { conversationId, conversation, memberIds, labelIds, seededAt } = desk
  const { status } = conversation
  await setConversation(tx, conversationId, {
    status,
    ...(status === 'snoozed' ? { snoozedUntil: new Date(seededAt.getTime() + 20 * hourMs) } : {}),
    ...(status === 'resolved' ? { needsReply: false as const } : {}),
    assigneeId: memberIds.get(conversation.assignedTo ?? '') ?? null,
  })
  await setLabels(
    tx,
    conversationId,
    conversation.labels.map((key) => labelIds.get(key) ?? ''),
    seededAt,
  )
  for (const note of conversation.notes)
    await insertNote(tx, sealer, {
      id: newId(),
      conversationId,
      authorId: memberIds.get(note.author) ?? '',
      text: note.text,
      now: timeOf(seededAt, note.minutesAgo),
    })
  const { inboundCount } = await tx
    .selectFrom('conversation')
    .select('inboundCount')
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('conversationRead')
    .values(
      [...memberIds.values()].map((userId) => ({
        tenantId: tx.tenantId,
        conversationId,
        userId,
        readInboundCount: Math.max(0, inboundCount - conversation.unread),
        readAt: seededAt,
      })),
    )
    .execute()
}

/** What the shop wrote down about a person, beside what WhatsApp tells. */
export async function seedContactDetails(
  tx: TenantTx,
  contactId: ContactId,
  person: DemoPerson,
): Promise<void> {
  await tx
    .updateTable('contact')
    .set({
      email: person.email ?? null,
      city: person.city ?? null,
      country: person.country ?? null,
      language: person.language ?? null,
    })
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', contactId)
    .execute()
}
