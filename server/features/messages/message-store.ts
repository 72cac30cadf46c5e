import { sql, type Selectable } from 'kysely'
import type { MessageDirection, MessageStatus } from '#shared/contracts/message.ts'
import type { TenantTx } from '../../database/database.ts'
import type { Message as MessageTable } from '../../database/schema.ts'
import type {
  ChannelId,
  ContactId,
  ConversationId,
  MediaId,
  MessageId,
} from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import { messageTokens } from '../../platform/sealing/search-tokens.ts'

import { sealEnvelope, type MessageEnvelope } from './message-envelope.ts'
import { messageSearchText } from './message-search-text.ts'

export type AuthorKind = 'contact' | 'member' | 'bot' | 'api' | 'business_app'

/** A row as it is read. Search tokens stay in the database: nobody needs them outside. */
export type MessageRow = Omit<
  Selectable<MessageTable>,
  | 'searchTokens'
  | 'id'
  | 'conversationId'
  | 'contactId'
  | 'channelId'
  | 'direction'
  | 'status'
  | 'authorKind'
> & {
  id: MessageId
  conversationId: ConversationId
  contactId: ContactId
  channelId: ChannelId
  direction: MessageDirection
  status: MessageStatus
  authorKind: AuthorKind
}

/** A message to store. What is left out is null. */
export type NewMessageRow = {
  id: MessageId
  conversationId: ConversationId
  contactId: ContactId
  channelId: ChannelId
  direction: MessageDirection
  type: string
  status: MessageStatus
  authorKind: AuthorKind
  authorId?: string | null
  wamid?: string | null
  contextWamid?: string | null
  mediaId?: MediaId | null
  callbackData?: string | null
  /** When it is to leave; null: at once. */
  sendAt?: Date | null
  /** The request that made it: the same id is in the log. */
  requestId?: string | null
  /** Verdict of the gate and the facts it rested on; every outbound message of ours has one. */
  gate?: object | null
  occurredAt: Date
  acceptedAt?: Date | null
  sentAt?: Date | null
  createdAt: Date
  envelope: MessageEnvelope
}

const messageColumns = [
  'tenantId',
  'id',
  'conversationId',
  'contactId',
  'channelId',
  'direction',
  'type',
  'status',
  'authorKind',
  'authorId',
  'wamid',
  'contextWamid',
  'mediaId',
  'contentSealed',
  'callbackData',
  'gate',
  'errorCode',
  'error',
  'pricing',
  'occurredAt',
  'acceptedAt',
  'sentAt',
  'deliveredAt',
  'readAt',
  'playedAt',
  'failedAt',
  'editedAt',
  'revokedAt',
  'sendAt',
  'createdAt',
] as const

/** The columns that hold a message's content: sealed, and findable by its words. */
export const contentColumns = (
  sealer: Sealer,
  message: { id: MessageId; type: string; envelope: MessageEnvelope },
) => ({
  contentSealed: sealEnvelope(sealer, message.id, message.envelope),
  searchTokens: messageTokens(sealer.searchKey, messageSearchText(message.type, message.envelope)),
})

/** Stores messages in one statement; the caller has claimed their wamids before (`claimWamids`). */
export async function insertMessages(
  tx: TenantTx,
  sealer: Sealer,
  messages: readonly NewMessageRow[],
): Promise<void> {
  if (messages.length === 0) return
  const rows = messages.map(({ envelope, gate, ...message }) => ({
    ...message,
    ...contentColumns(sealer, { id: message.id, type: message.type, envelope }),
    gate: gate ? JSON.stringify(gate) : null,
    tenantId: tx.tenantId,
  }))
  await tx.insertInto('message').values(rows).execute()
}

/** Stores one message. */
export const insertMessage = (
  tx: TenantTx,
  sealer: Sealer,
  message: NewMessageRow,
): Promise<void> => insertMessages(tx, sealer, [message])

/**
 * Binds ids of Meta to messages of ours. An id that is already bound keeps its message: this is what makes
 * inbound messages idempotent.
 * @returns the wamids that were new.
 */
export async function claimWamids(
  tx: TenantTx,
  channelId: ChannelId,
  claims: readonly { wamid: string; messageId: MessageId }[],
): Promise<Set<string>> {
  if (claims.length === 0) return new Set()
  const rows = await tx
    .insertInto('messageRef')
    .values(claims.map((claim) => ({ ...claim, tenantId: tx.tenantId, channelId })))
    .onConflict((conflict) => conflict.columns(['tenantId', 'channelId', 'wamid']).doNothing())
    .returning('wamid')
    .execute()
  return new Set(rows.map((row) => row.wamid))
}

/** Which of our messages these ids of Meta belong to, on one channel. Unknown ids are left out. */
export async function messageIdsOfWamids(
  tx: TenantTx,
  channelId: ChannelId,
  wamids: readonly string[],
): Promise<Map<string, MessageId>> {
  if (wamids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('messageRef')
    .select(['wamid', 'messageId'])
    .where('tenantId', '=', tx.tenantId)
    .where('channelId', '=', channelId)
    .where('wamid', 'in', [...wamids])
    .execute()
  return new Map(rows.map((row) => [row.wamid, row.messageId as MessageId]))
}

export async function findMessage(tx: TenantTx, id: MessageId): Promise<MessageRow | null> {
  const row = await tx
    .selectFrom('message')
    .select(messageColumns)
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return (row as MessageRow | undefined) ?? null
}

/** Several messages at once, in no particular order. */
export async function findMessages(tx: TenantTx, ids: readonly MessageId[]): Promise<MessageRow[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('message')
    .select(messageColumns)
    .where('tenantId', '=', tx.tenantId)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return rows as MessageRow[]
}

/**
 * The message that Meta calls `wamid`; on any channel of the tenant unless one is named. The channels are
 * listed so that the key (tenant, channel, wamid) can be used.
 */
export async function findMessageByWamid(
  tx: TenantTx,
  wamid: string,
  channelId?: ChannelId,
): Promise<MessageRow | null> {
  const ref = await tx
    .selectFrom('messageRef')
    .select('messageId')
    .where('tenantId', '=', tx.tenantId)
    .where('wamid', '=', wamid)
    .where('channelId', 'in', (query) =>
      query
        .selectFrom('channel')
        .select('channel.id')
        .where('channel.tenantId', '=', tx.tenantId)
        .$if(channelId !== undefined, (one) => one.where('channel.id', '=', channelId ?? '')),
    )
    .limit(1)
    .executeTakeFirst()
  return ref ? findMessage(tx, ref.messageId as MessageId) : null
}

export async function conversationExists(tx: TenantTx, id: ConversationId): Promise<boolean> {
  const row = await tx
    .selectFrom('conversation')
    .select('id')
    .where('tenantId', '=', tx.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** Where a page of a thread goes on: strictly before this message in (occurred_at, id). */
export type ThreadPosition = { occurredAt: string; id: MessageId }

/**
 * One page of a thread, newest first. Reactions of ours are messages on their way out, but stand on the message
 * they react to, not in the thread. `position` keeps the database's own precision of the time: a cursor
 * that was rounded to milliseconds would skip or repeat messages.
 */
export async function threadPage(
  tx: TenantTx,
  conversationId: ConversationId,
  page: { before: ThreadPosition | null; limit: number },
): Promise<(MessageRow & { position: string })[]> {
  const before = page.before
  const rows = await tx
    .selectFrom('message')
    .select(messageColumns)
    .select(sql<string>`occurred_at::text`.as('position'))
    .where('tenantId', '=', tx.tenantId)
    .where('conversationId', '=', conversationId)
    .where('type', '<>', 'reaction')
    .$if(before !== null, (query) =>
      query.where(
        sql<boolean>`(occurred_at, id) < (${before?.occurredAt}::timestamptz, ${before?.id}::uuid)`,
      ),
    )
    .orderBy('occurredAt', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute()
  return rows as (MessageRow & { position: string })[]
}
