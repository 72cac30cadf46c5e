import { sql, type Selectable } from 'kysely'
import type { MessageDirection } from '#shared/contracts/message.ts'
import type { TenantTx } from '../../database/database.ts'
import type { Media as MediaTable } from '../../database/schema.ts'
import type { ChannelId, MediaId, MessageId } from '../../platform/ids.ts'
import type { AuthorKind, MessageRow } from './message-store.ts'

export type MediaRow = Omit<Selectable<MediaTable>, 'id'> & { id: MediaId }

export type ReactionRow = {
  messageId: MessageId
  actor: string
  direction: MessageDirection
  authorKind: AuthorKind
  authorId: string | null
  emojiSealed: Buffer
}

/** The media of several messages. */
export async function mediaByIds(
  tx: TenantTx,
  ids: readonly string[],
): Promise<Map<string, MediaRow>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('media')
    .selectAll()
    .where('tenantId', '=', tx.tenantId)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row as MediaRow]))
}

/** Reactions that stand (those taken back have no emoji), oldest first. */
export async function reactionsTo(
  tx: TenantTx,
  messageIds: readonly MessageId[],
): Promise<Map<MessageId, ReactionRow[]>> {
  if (messageIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('reaction')
    .select(['messageId', 'actor', 'direction', 'authorKind', 'authorId', 'emojiSealed'])
    .where('tenantId', '=', tx.tenantId)
    .where('messageId', 'in', [...messageIds])
    .where('emojiSealed', 'is not', null)
    .orderBy('occurredAt')
    .orderBy('actor')
    .execute()
  return Map.groupBy(rows as ReactionRow[], (row) => row.messageId)
}

/** Which messages are quoted: channel and wamid of the quotes → our id. Wamids count within a channel. */
export async function quotedMessageIds(
  tx: TenantTx,
  rows: readonly Pick<MessageRow, 'channelId' | 'contextWamid'>[],
): Promise<Map<string, MessageId>> {
  const wamids = rows.flatMap((row) => row.contextWamid ?? [])
  if (wamids.length === 0) return new Map()
  const refs = await tx
    .selectFrom('messageRef')
    .select(['channelId', 'wamid', 'messageId'])
    .where('tenantId', '=', tx.tenantId)
    .where('channelId', 'in', [...new Set(rows.map((row) => row.channelId))])
    .where('wamid', 'in', [...new Set(wamids)])
    .execute()
  return new Map(
    refs.map((ref) => [
      quoteKey(ref.channelId as ChannelId, ref.wamid),
      ref.messageId as MessageId,
    ]),
  )
}

export const quoteKey = (channelId: ChannelId, wamid: string): string => `${channelId} ${wamid}`

/** Names of contacts. */
export async function contactNames(
  tx: TenantTx,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await sql<{ id: string; name: string }>`
    select id, name from contact
    where tenant_id = ${tx.tenantId} and id = any(${[...new Set(ids)]}::uuid[])`.execute(tx)
  return new Map(rows.rows.map((row) => [row.id, row.name]))
}
