import { sql } from 'kysely'
import type { MessageId } from '../../platform/ids.ts'
import type { ApplyContext } from './apply-context.ts'
import type { MessageChange } from './apply-change-kinds.ts'
import { sealReaction } from './message-envelope.ts'
import { findMessage } from './message-store.ts'
import { textAt } from './raw-content.ts'

/**
 * Sets, replaces or removes the one reaction that a person has on a message. Removing comes as an empty emoji
 * or as none. The row of a removed reaction stays without its emoji, so that an older one that comes late does
 * not bring it back.
 */
export async function applyReaction(
  { tx, sealer, hint }: ApplyContext,
  messageId: MessageId,
  { actor, direction, occurredAt, received }: MessageChange,
): Promise<void> {
  const target = await findMessage(tx, messageId)
  if (!target) return
  const emoji = textAt(received.message, 'reaction', 'emoji')
  const emojiSealed = emoji === null ? null : sealReaction(sealer, { messageId, actor }, emoji)
  await tx
    .insertInto('reaction')
    .values({
      tenantId: tx.tenantId,
      messageId,
      actor,
      direction,
      authorKind: direction === 'inbound' ? 'contact' : 'business_app',
      authorId: null,
      emojiSealed,
      occurredAt,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'messageId', 'actor'])
        .doUpdateSet({ emojiSealed, occurredAt, direction })
        .where(sql<boolean>`reaction.occurred_at <= excluded.occurred_at`),
    )
    .execute()
  // Outside groups only one person reacts: rows under a former contact id, from before a merge, are theirs.
  if (direction === 'inbound' && !actor.startsWith('participant:'))
    await tx
      .deleteFrom('reaction')
      .where('tenantId', '=', tx.tenantId)
      .where('messageId', '=', messageId)
      .where('direction', '=', 'inbound')
      .where('actor', '<>', actor)
      .where('occurredAt', '<=', occurredAt)
      .execute()
  hint({ kind: 'message', conversationId: target.conversationId, messageId })
}
