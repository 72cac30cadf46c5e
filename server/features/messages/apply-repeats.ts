import { canonicalJson } from '../../meta/webhook-json.ts'
import type { MessageId } from '../../platform/ids.ts'
import { announceMedia } from './apply-media.ts'
import type { ApplyContext, PlacedMessage, ReceivedMessage } from './apply-context.ts'
import { openEarlierEnvelope, openEnvelope, type MessageEnvelope } from './message-envelope.ts'
import {
  contentColumns,
  findMessages,
  messageIdsOfWamids,
  type MessageRow,
} from './message-store.ts'
import { isRawObject, type RawObject } from './raw-content.ts'

/**
 * Messages whose wamid we have already. The same message again changes nothing. Other content under a known
 * wamid is kept as an event, not lost. History sends media later, in place of what it announced before.
 */
export async function keepRepeats(
  context: ApplyContext,
  repeats: readonly PlacedMessage[],
): Promise<void> {
  const { tx, sealer } = context
  for (const [channelId, messages] of Map.groupBy(
    repeats,
    ({ received }) => received.channel.channelId,
  )) {
    const ids = await messageIdsOfWamids(
      tx,
      channelId,
      messages.map((message) => message.wamid),
    )
    const rows = new Map((await findMessages(tx, [...ids.values()])).map((row) => [row.id, row]))
    for (const message of messages) {
      const row = rows.get(ids.get(message.wamid) ?? ('' as MessageId))
      if (!row) continue
      const known = openEnvelope(sealer, row.id, row.contentSealed)
      if (row.type === 'media_placeholder' && message.type !== 'media_placeholder') {
        await fillPlaceholder(context, row, known, message)
        continue
      }
      const contents = [known, ...(await earlierContents(context, row))].map(comparable)
      if (!contents.includes(comparable(message.received))) keepConflict(context, message)
    }
  }
}

/** A message without what differs each time Meta sends it: the short-lived address of its media. */
function comparable({ message }: Pick<ReceivedMessage, 'message'>): string {
  return canonicalJson(
    Object.fromEntries(
      Object.entries(message).map(([key, value]) =>
        isRawObject(value) && 'id' in value && 'url' in value
          ? [key, withoutUrl(value)]
          : [key, value],
      ),
    ),
  )
}

function withoutUrl({ url: _url, ...rest }: RawObject): RawObject {
  return rest
}

async function earlierContents(
  { tx, sealer }: ApplyContext,
  row: MessageRow,
): Promise<MessageEnvelope[]> {
  if (row.editedAt === null) return []
  const edits = await tx
    .selectFrom('messageEdit')
    .select(['id', 'contentSealed'])
    .where('tenantId', '=', tx.tenantId)
    .where('messageId', '=', row.id)
    .execute()
  return edits.map((edit) => openEarlierEnvelope(sealer, edit.id, edit.contentSealed))
}

function keepConflict({ keep }: ApplyContext, { received, occurredAt }: PlacedMessage): void {
  const { message, contact, metadata, errors, channel, receivedAt } = received
  keep({
    channelId: channel.channelId,
    field: 'messages',
    kind: 'conflicting_message',
    payload: {
      message,
      ...(contact ? { contact } : {}),
      ...(metadata ? { metadata } : {}),
      ...(errors ? { errors } : {}),
    },
    occurredAt,
    receivedAt,
  })
}

async function fillPlaceholder(
  context: ApplyContext,
  row: MessageRow,
  known: MessageEnvelope,
  message: PlacedMessage,
): Promise<void> {
  const { tx, sealer } = context
  const { type: _type, media_placeholder: _placeholder, ...rest } = known.message
  const envelope = { ...known, message: { ...rest, ...message.received.message } }
  const mediaId = await announceMedia(context, {
    ...message,
    conversationId: row.conversationId,
    messageId: row.id,
  })
  await tx
    .updateTable('message')
    .set({
      ...contentColumns(sealer, { id: row.id, type: message.type, envelope }),
      type: message.type,
      mediaId,
    })
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', row.id)
    .execute()
  context.hint({ kind: 'message', conversationId: row.conversationId, messageId: row.id })
}
