import type { Media } from '#shared/contracts/media.ts'
import type { Message } from '#shared/contracts/message.ts'
import type { TenantTx } from '../../database/database.ts'
import type { MediaId, TenantId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { nameAuthors, type Naming } from './message-authors.ts'
import {
  mediaByIds,
  quotedMessageIds,
  quoteKey,
  reactionsTo,
  type MediaRow,
  type ReactionRow,
} from './message-context-store.ts'
import { openEnvelope, openReaction, type MessageEnvelope } from './message-envelope.ts'
import { presentError } from './message-error.ts'
import { findMessages, type MessageRow } from './message-store.ts'
import { messageText } from './message-text.ts'
import { textAt } from './raw-content.ts'

/** Makes the signed, short-lived address of stored media. */
export type MediaUrl = (
  media: { tenantId: TenantId; id: MediaId },
  sealer: Sealer,
  now: Date,
) => string

/**
 * Messages as the API shows them, in the order of `rows`. What stands around them (media, reactions, quoted
 * messages, names) is loaded in one statement per kind, however many messages there are.
 */
export async function presentMessages(
  runtime: Pick<Runtime, 'clock' | 'database'>,
  tx: TenantTx,
  rows: readonly MessageRow[],
  how: { sealer: Sealer; mediaUrl: MediaUrl },
): Promise<Message[]> {
  if (rows.length === 0) return []
  const media = await mediaByIds(
    tx,
    rows.flatMap((row) => row.mediaId ?? []),
  )
  const reactions = await reactionsTo(
    tx,
    rows.map((row) => row.id),
  )
  const quotes = await loadQuotes(tx, rows)
  const naming = await nameAuthors(runtime.database, tx, [
    ...rows,
    ...quotes.rows,
    ...[...reactions.values()].flat(),
  ])
  const context: Context = { ...how, now: runtime.clock.now(), tenantId: tx.tenantId, naming }
  return rows.map((row) =>
    presentMessage(context, row, {
      media: row.mediaId ? (media.get(row.mediaId) ?? null) : null,
      reactions: reactions.get(row.id) ?? [],
      quoted: quotes.of(row),
    }),
  )
}

type Context = {
  sealer: Sealer
  mediaUrl: MediaUrl
  now: Date
  tenantId: TenantId
  naming: Naming
}

async function loadQuotes(tx: TenantTx, rows: readonly MessageRow[]) {
  const ids = await quotedMessageIds(tx, rows)
  const known = new Map(rows.map((row) => [row.id, row]))
  const missing = [...ids.values()].filter((id) => !known.has(id))
  const fetched = await findMessages(tx, missing)
  for (const row of fetched) known.set(row.id, row)
  return {
    rows: fetched,
    of: (row: MessageRow): MessageRow | null => {
      const id = row.contextWamid ? ids.get(quoteKey(row.channelId, row.contextWamid)) : undefined
      return (id && known.get(id)) ?? null
    },
  }
}

function presentMessage(
  context: Context,
  row: MessageRow,
  around: { media: MediaRow | null; reactions: ReactionRow[]; quoted: MessageRow | null },
): Message {
  const envelope = openEnvelope(context.sealer, row.id, row.contentSealed)
  return {
    id: row.id,
    conversationId: row.conversationId,
    contactId: row.contactId,
    direction: row.direction,
    type: row.type,
    status: row.status,
    content: contentOf(envelope),
    text: messageText(row.type, envelope.message, envelope.rendered),
    media: around.media && presentMedia(context, around.media),
    wamid: row.wamid,
    replyTo: replyTo(context, row, around.quoted),
    reactions: around.reactions.map((reaction) => ({
      emoji: openReaction(context.sealer, reaction, reaction.emojiSealed),
      direction: reaction.direction,
      authorName: context.naming.nameOf(reaction),
    })),
    author: {
      kind: row.authorKind,
      id: row.authorId ?? (row.authorKind === 'contact' ? row.contactId : null),
      name: authorName(context, row, envelope),
    },
    error: presentError(row),
    occurredAt: row.occurredAt.toISOString(),
    ...(row.sendAt ? { sendAt: row.sendAt.toISOString() } : {}),
    sentAt: row.sentAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    readAt: row.readAt?.toISOString() ?? null,
    playedAt: row.playedAt?.toISOString() ?? null,
    failedAt: row.failedAt?.toISOString() ?? null,
    editedAt: row.editedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }
}

/** In a group the contact is the group; who of it wrote stands beside the message. */
const authorName = (context: Context, row: MessageRow, envelope: MessageEnvelope): string =>
  (row.direction === 'inbound' && textAt(envelope.message, 'group_id')
    ? textAt(envelope.contact, 'profile', 'name')
    : null) ?? context.naming.nameOf(row)

/** Meta's object whole, with the filled-in template and the errors of the webhook around it. */
const contentOf = ({ message, rendered, errors }: MessageEnvelope): Message['content'] => ({
  ...(errors ? { errors } : {}),
  ...message,
  ...(rendered ? { rendered } : {}),
})

function replyTo(context: Context, row: MessageRow, quoted: MessageRow | null): Message['replyTo'] {
  if (!row.contextWamid) return null
  const envelope = quoted && openEnvelope(context.sealer, quoted.id, quoted.contentSealed)
  return {
    id: quoted?.id ?? null,
    wamid: row.contextWamid,
    direction: quoted?.direction ?? null,
    type: quoted?.type ?? null,
    text: quoted && envelope ? messageText(quoted.type, envelope.message, envelope.rendered) : null,
    authorName: quoted && envelope && authorName(context, quoted, envelope),
  }
}

const presentMedia = (context: Context, row: MediaRow): Media => ({
  id: row.id,
  state: row.state as Media['state'],
  kind: row.kind as Media['kind'],
  mimeType: row.mimeType,
  fileName: row.fileNameSealed
    ? context.sealer.open('media', 'file_name_sealed', row.id, row.fileNameSealed).toString('utf8')
    : null,
  sizeBytes: row.sizeBytes === null ? null : Number(row.sizeBytes),
  sha256: row.sha256,
  isVoice: row.isVoice,
  reason: row.reason,
  url:
    row.state === 'ready'
      ? context.mediaUrl({ tenantId: context.tenantId, id: row.id }, context.sealer, context.now)
      : null,
})
