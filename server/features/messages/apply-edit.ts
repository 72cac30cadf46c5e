import { newId, type MessageId } from '../../platform/ids.ts'
import { announceMedia } from './apply-media.ts'
import { columnText, type ApplyContext } from './apply-context.ts'
import type { MessageChange } from './apply-change-kinds.ts'
import { openEnvelope, sealEarlierEnvelope, type MessageEnvelope } from './message-envelope.ts'
import { contentColumns, findMessage, type MessageRow } from './message-store.ts'
import { objectAt, textAt, type RawObject } from './raw-content.ts'

/**
 * Gives a message its new content; what it said before goes to `message_edit`. An edit that comes after a
 * newer one has been applied is an earlier content itself. Only whoever wrote a message edits it.
 */
export async function applyEdit(
  context: ApplyContext,
  messageId: MessageId,
  change: MessageChange,
): Promise<void> {
  const { tx, sealer, hint } = context
  const row = await findMessage(tx, messageId)
  const edited = objectAt(change.received.message, 'edit', 'message')
  if (!row || !edited || row.direction !== change.direction) return
  const current = openEnvelope(sealer, row.id, row.contentSealed)
  const next: MessageEnvelope = { ...current, message: editedMessage(current.message, edited) }
  const isLate = row.editedAt !== null && row.editedAt > change.occurredAt
  await keepEarlier(
    context,
    row,
    isLate ? next : current,
    isLate ? change.occurredAt : (row.editedAt ?? row.occurredAt),
  )
  if (isLate) return
  const type = columnText(textAt(edited, 'type')) ?? row.type
  await tx
    .updateTable('message')
    .set({
      ...contentColumns(sealer, { id: row.id, type, envelope: next }),
      type,
      mediaId: await editedMedia(context, row, { type, current, next, change }),
      editedAt: change.occurredAt,
    })
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', row.id)
    .execute()
  hint({ kind: 'message', conversationId: row.conversationId, messageId })
}

/** Sender, time and id stay; what it says is new. An edit may leave out which message was quoted. */
function editedMessage(message: RawObject, edited: RawObject): RawObject {
  const { [String(message['type'])]: _former, ...lasting } = message
  return { ...lasting, ...edited, ...(lasting['context'] ? { context: lasting['context'] } : {}) }
}

/** An edited caption comes with the same file under another id: it need not be fetched again. */
async function editedMedia(
  context: ApplyContext,
  row: MessageRow,
  {
    type,
    current,
    next,
    change,
  }: { type: string; current: MessageEnvelope; next: MessageEnvelope; change: MessageChange },
): Promise<MessageRow['mediaId']> {
  const [before, after] = [
    textAt(current.message, type, 'sha256'),
    textAt(next.message, type, 'sha256'),
  ]
  if (row.mediaId && before !== null && before === after) return row.mediaId
  const mediaId = await announceMedia(context, {
    received: { ...change.received, message: next.message },
    type,
    conversationId: row.conversationId,
    messageId: row.id,
  })
  return mediaId ?? row.mediaId
}

async function keepEarlier(
  { tx, sealer }: ApplyContext,
  row: MessageRow,
  envelope: MessageEnvelope,
  editedAt: Date,
): Promise<void> {
  const id = newId()
  await tx
    .insertInto('messageEdit')
    .values({
      tenantId: tx.tenantId,
      id,
      messageId: row.id,
      contentSealed: sealEarlierEnvelope(sealer, id, envelope),
      editedAt,
    })
    .execute()
}
