import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { MessageId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import { openEnvelope, sealReaction } from './message-envelope.ts'
import { findMessages, messageIdsOfWamids, type MessageRow } from './message-store.ts'
import { textAt } from './raw-content.ts'

/** WhatsApp keeps one reaction of a number, however many members tap. */
const actor = 'business'

/**
 * Shows reactions of ours on their targets, now that Meta has them. Of `sentIds`, messages of other types are
 * left alone; showing one twice changes nothing.
 */
export async function showOwnReactions(
  tx: TenantTx,
  sealer: Sealer,
  sentIds: readonly MessageId[],
): Promise<void> {
  const sent = await findMessages(tx, sentIds)
  for (const row of sent) if (row.type === 'reaction') await showOwnReaction(tx, sealer, row)
}

async function showOwnReaction(tx: TenantTx, sealer: Sealer, row: MessageRow): Promise<void> {
  const { message } = openEnvelope(sealer, row.id, row.contentSealed)
  const targetWamid = textAt(message, 'reaction', 'message_id')
  const emoji = textAt(message, 'reaction', 'emoji')
  if (!targetWamid) return
  const targets = await messageIdsOfWamids(tx, row.channelId, [targetWamid])
  const messageId = targets.get(targetWamid)
  if (!messageId) return
  const emojiSealed = emoji ? sealReaction(sealer, { messageId, actor }, emoji) : null
  await sql`
    insert into reaction
      (tenant_id, message_id, actor, direction, author_kind, author_id, emoji_sealed, occurred_at)
    values (${tx.tenantId}, ${messageId}, ${actor}, 'outbound', ${row.authorKind}, ${row.authorId},
      ${emojiSealed}, ${row.occurredAt})
    on conflict (tenant_id, message_id, actor) do update
      set emoji_sealed = excluded.emoji_sealed, author_kind = excluded.author_kind,
        author_id = excluded.author_id, occurred_at = excluded.occurred_at
      where reaction.occurred_at <= excluded.occurred_at`.execute(tx)
}
