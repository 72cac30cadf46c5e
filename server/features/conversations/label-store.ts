import { sql } from 'kysely'
import type { Label } from '#shared/contracts/conversation.ts'
import type { TenantTx } from '../../database/database.ts'
import type { ConversationId } from '../../platform/ids.ts'

/** Where a list by name goes on: strictly after this one in (name, id). */
export type NamePosition = { name: string; id: string }

/** One page of the tenant's labels by name. */
export async function labelPage(
  tx: TenantTx,
  page: { after: NamePosition | null; limit: number },
): Promise<Label[]> {
  const { after } = page
  const { rows } = await sql<Label>`
    select id, name, color from label
    where tenant_id = ${tx.tenantId}
      and (${after === null} or (name, id) > (${after?.name ?? ''}, ${after?.id ?? null}::uuid))
    order by name, id limit ${page.limit}`.execute(tx)
  return rows
}

/** The labels of several conversations, by name. */
export async function labelsOf(
  tx: TenantTx,
  conversationIds: readonly ConversationId[],
): Promise<Map<ConversationId, Label[]>> {
  const { rows } = await sql<Label & { conversationId: ConversationId }>`
    select conversation_label.conversation_id, label.id, label.name, label.color
    from conversation_label
    join label on label.tenant_id = ${tx.tenantId} and label.id = conversation_label.label_id
    where conversation_label.tenant_id = ${tx.tenantId}
      and conversation_label.conversation_id = any(${[...conversationIds]}::uuid[])
    order by label.name, label.id`.execute(tx)
  const byConversation = new Map<ConversationId, Label[]>()
  for (const { conversationId, ...label } of rows)
    byConversation.set(conversationId, [...(byConversation.get(conversationId) ?? []), label])
  return byConversation
}

/** Those of the ids that are labels of this tenant. */
export async function knownLabelIds(tx: TenantTx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from label where tenant_id = ${tx.tenantId} and id = any(${[...ids]}::uuid[])`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

/** Gives a conversation exactly these labels. */
export async function setLabels(
  tx: TenantTx,
  conversationId: ConversationId,
  labelIds: readonly string[],
  now: Date,
): Promise<void> {
  await sql`
    delete from conversation_label
    where tenant_id = ${tx.tenantId} and conversation_id = ${conversationId}
      and label_id <> all(${[...labelIds]}::uuid[])`.execute(tx)
  if (labelIds.length === 0) return
  await tx
    .insertInto('conversationLabel')
    .values(
      labelIds.map((labelId) => ({
        tenantId: tx.tenantId,
        conversationId,
        labelId,
        createdAt: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'conversationId', 'labelId']).doNothing(),
    )
    .execute()
}
