import { sql } from 'kysely'
import type { MessageId } from '../../platform/ids.ts'
import type { ApplyContext } from './apply-context.ts'
import type { MessageChange } from './apply-change-kinds.ts'

/** Marks a message as deleted for everyone by whoever wrote it. Its content stays for the team. */
export async function applyRevoke(
  { tx, hint }: ApplyContext,
  messageId: MessageId,
  { direction, occurredAt }: MessageChange,
): Promise<void> {
  const revoked = await tx
    .updateTable('message')
    .set({ revokedAt: sql<Date>`least(revoked_at, ${occurredAt}::timestamptz)` })
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', messageId)
    .where('direction', '=', direction)
    .returning('conversationId')
    .executeTakeFirst()
  if (revoked)
    hint({
      kind: 'message',
      conversationId: revoked.conversationId,
      messageId,
    })
}
