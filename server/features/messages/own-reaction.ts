import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { MessageId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import { openEnvelope, sealReaction } from './message-envelope.ts'
import { findMessages, messageIdsOfWamids, type MessageRow } from './message-store.ts'
import { textAt } from './raw-content.ts'

// A reaction of ours is a message on its way out, but people see it on the message it is about: from the moment it
// is taken for sending, and no longer once it has failed.

/** WhatsApp keeps one reaction of a number, however many members tap. */
const actor = 'business'

/** How far back an earlier reaction to the same message is looked for when a newer one failed. */
const mostEarlierReactions = 50

/** Shows a reaction of ours on its target, unless a newer one stands there. */
export async function showOwnReaction(
  tx: TenantTx,
  sealer: Sealer,
  reactionId: MessageId,
): Promise<void> {
  const [row] = await findMessages(tx, [reactionId])
  const reaction = row && (await readReaction(tx, sealer, row))
  if (!reaction) return
  const { targetId, emoji } = reaction
  const place = { messageId: targetId, actor }
  await sql`
    insert into reaction
      (tenant_id, message_id, actor, direction, author_kind, author_id, emoji_sealed, occurred_at)
    values (${tx.tenantId}, ${targetId}, ${actor}, 'outbound', ${row.authorKind}, ${row.authorId},
      ${emoji && sealReaction(sealer, place, emoji)}, ${row.occurredAt})
    on conflict (tenant_id, message_id, actor) do update
      set emoji_sealed = excluded.emoji_sealed, author_kind = excluded.author_kind,
        author_id = excluded.author_id, occurred_at = excluded.occurred_at
      where reaction.occurred_at <= excluded.occurred_at`.execute(tx)
}

/**
 * Takes back what failed reactions showed: the reaction before it stands again, as it does on the contact's phone.
 * Messages of other types are left alone.
 */
export async function withdrawOwnReactions(
  tx: TenantTx,
  sealer: Sealer,
  failedIds: readonly MessageId[],
): Promise<void> {
  for (const row of await findMessages(tx, failedIds)) {
    const failed = row.type === 'reaction' ? await readReaction(tx, sealer, row) : null
    if (!failed) continue
    const { rows } = await sql`
      delete from reaction where tenant_id = ${tx.tenantId} and message_id = ${failed.targetId}
        and actor = ${actor} and occurred_at = ${row.occurredAt} returning 1`.execute(tx)
    const earlier = rows.length > 0 && (await earlierReaction(tx, sealer, row, failed.targetId))
    if (earlier) await showOwnReaction(tx, sealer, earlier)
  }
}

async function earlierReaction(
  tx: TenantTx,
  sealer: Sealer,
  failed: MessageRow,
  targetId: MessageId,
): Promise<MessageId | null> {
  const { rows } = await sql<{ id: MessageId }>`
    select id from message
    where tenant_id = ${tx.tenantId} and conversation_id = ${failed.conversationId}
      and occurred_at < ${failed.occurredAt}
      and type = 'reaction' and direction = 'outbound' and status <> 'failed'
    order by occurred_at desc, id desc limit ${mostEarlierReactions}`.execute(tx)
  const found = new Map(
    (
      await findMessages(
        tx,
        rows.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  for (const { id } of rows) {
    const row = found.get(id)
    const reaction = row && (await readReaction(tx, sealer, row))
    if (reaction?.targetId === targetId) return id
  }
  return null
}

async function readReaction(
  tx: TenantTx,
  sealer: Sealer,
  row: MessageRow,
): Promise<{ targetId: MessageId; emoji: string | null } | null> {
  const { message } = openEnvelope(sealer, row.id, row.contentSealed)
  const targetWamid = textAt(message, 'reaction', 'message_id')
  if (!targetWamid) return null
  const targets = await messageIdsOfWamids(tx, row.channelId, [targetWamid])
  const targetId = targets.get(targetWamid)
  return targetId ? { targetId, emoji: textAt(message, 'reaction', 'emoji') } : null
}
