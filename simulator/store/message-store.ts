import type { Store } from './open-store.ts'

export type MessageStatus = 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed'
export type Direction = 'to_business' | 'to_person'

export type MessageContext = {
  message_id?: string
  forwarded?: boolean
  frequently_forwarded?: boolean
  referred_product?: { catalog_id: string; product_retailer_id: string }
}

export type StoredMessage = {
  rowId: number
  wamid: string
  phoneNumberId: string
  /** Null when the business wrote to somebody who does not exist here. */
  personId: string | null
  recipient: string | null
  recipientKind: 'phone' | 'bsuid' | null
  direction: Direction
  type: string
  /** What stands under the type's key in Meta's message. */
  content: unknown
  /** The filled-in template, as the phone shows it. */
  rendered: unknown
  context: MessageContext | null
  referral: unknown
  mediaId: string | null
  timestampMs: number
  status: MessageStatus
  errorCode: number | null
  category: string | null
  pricingType: string | null
  callbackData: string | null
  isUnseen: boolean
  isEdited: boolean
  isRevoked: boolean
}

type Row = {
  row_id: number
  wamid: string
  phone_number_id: string
  person_id: string | null
  recipient: string | null
  recipient_kind: 'phone' | 'bsuid' | null
  direction: Direction
  type: string
  content: string
  rendered: string | null
  context: string | null
  referral: string | null
  media_id: string | null
  timestamp_ms: number
  status: MessageStatus
  error_code: number | null
  category: string | null
  pricing_type: string | null
  callback_data: string | null
  is_unseen: number
  is_edited: number
  is_revoked: number
}

const fromJson = (text: string | null): unknown => (text === null ? null : JSON.parse(text))
const toJson = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value)

export const toMessage = (row: Row): StoredMessage => ({
  rowId: row.row_id,
  wamid: row.wamid,
  phoneNumberId: row.phone_number_id,
  personId: row.person_id,
  recipient: row.recipient,
  recipientKind: row.recipient_kind,
  direction: row.direction,
  type: row.type,
  content: JSON.parse(row.content),
  rendered: fromJson(row.rendered),
  context: fromJson(row.context) as MessageContext | null,
  referral: fromJson(row.referral),
  mediaId: row.media_id,
  timestampMs: row.timestamp_ms,
  status: row.status,
  errorCode: row.error_code,
  category: row.category,
  pricingType: row.pricing_type,
  callbackData: row.callback_data,
  isUnseen: row.is_unseen === 1,
  isEdited: row.is_edited === 1,
  isRevoked: row.is_revoked === 1,
})

export type NewMessage = Pick<
  StoredMessage,
  | 'wamid'
  | 'phoneNumberId'
  | 'personId'
  | 'direction'
  | 'type'
  | 'content'
  | 'timestampMs'
  | 'status'
> &
  Partial<StoredMessage>

/** @returns false when this wamid is there already: an import may be repeated. */
export function insertMessage({ sql }: Store, message: NewMessage): boolean {
  const { changes } = sql.run`insert or ignore into message (wamid, phone_number_id, person_id,
      recipient, recipient_kind, direction, type, content, rendered, context, referral, media_id,
      timestamp_ms, status, error_code, category, callback_data, is_unseen, is_edited, is_revoked)
    values (${message.wamid}, ${message.phoneNumberId}, ${message.personId},
      ${message.recipient ?? null}, ${message.recipientKind ?? null}, ${message.direction},
      ${message.type}, ${JSON.stringify(message.content)}, ${toJson(message.rendered)},
      ${toJson(message.context)}, ${toJson(message.referral)}, ${message.mediaId ?? null},
      ${message.timestampMs}, ${message.status}, ${message.errorCode ?? null},
      ${message.category ?? null}, ${message.callbackData ?? null}, ${message.isUnseen ? 1 : 0},
      ${message.isEdited ? 1 : 0}, ${message.isRevoked ? 1 : 0})`
  return Number(changes) === 1
}

export function findMessage({ sql }: Store, wamid: string): StoredMessage | undefined {
  const row = sql.get`select * from message where wamid = ${wamid}` as Row | undefined
  return row && toMessage(row)
}

/** Keeps the furthest status; `status` here is what people see, the webhooks may say less. */
export const updateStatus = (
  { sql }: Store,
  wamid: string,
  status: MessageStatus,
  errorCode: number | null = null,
) =>
  sql.run`update message set status = ${status}, error_code = ${errorCode} where wamid = ${wamid}`

export const updatePricingType = ({ sql }: Store, wamid: string, pricingType: string) =>
  sql.run`update message set pricing_type = ${pricingType} where wamid = ${wamid}`

export const updateContent = ({ sql }: Store, wamid: string, content: unknown) =>
  sql.run`update message set content = ${JSON.stringify(content)}, is_edited = 1
    where wamid = ${wamid}`

export const attachMedia = ({ sql }: Store, wamid: string, mediaId: string) =>
  sql.run`update message set media_id = ${mediaId} where wamid = ${wamid}`

export const markUnseen = ({ sql }: Store, wamid: string) =>
  sql.run`update message set is_unseen = 1 where wamid = ${wamid}`

/** What the sender deleted for everyone leaves this store too. */
export const revokeMessage = ({ sql }: Store, wamid: string) =>
  sql.run`update message set content = '{}', is_revoked = 1, is_unseen = 0 where wamid = ${wamid}`

/** The messages of a chat that the business has sent and the person has not looked at. */
export const listUnseen = (
  { sql }: Store,
  personId: string,
  phoneNumberId: string,
): StoredMessage[] =>
  (
    sql.all`select * from message where person_id = ${personId}
      and phone_number_id = ${phoneNumberId} and is_unseen = 1 order by row_id` as Row[]
  ).map(toMessage)

export const markSeen = ({ sql }: Store, wamid: string) =>
  sql.run`update message set is_unseen = 0 where wamid = ${wamid}`

/** Business messages that still have a status ahead, oldest first; after a restart they go on. */
export const listUnderWay = ({ sql }: Store, personId: string | null = null): StoredMessage[] =>
  (
    sql.all`select * from message where direction = 'to_person' and status in ('accepted', 'sent')
      and (status = 'accepted' or type <> 'reaction')
      and (${personId} is null or person_id = ${personId}) order by row_id` as Row[]
  ).map(toMessage)

/** The person's own messages up to and including `rowId` that carry no blue ticks yet. */
export const listUnreadByBusiness = (
  { sql }: Store,
  personId: string,
  phoneNumberId: string,
  upToMs: number,
): StoredMessage[] =>
  (
    sql.all`select * from message where person_id = ${personId}
      and phone_number_id = ${phoneNumberId} and direction = 'to_business'
      and status in ('sent', 'delivered') and timestamp_ms <= ${upToMs}
      order by timestamp_ms, row_id` as Row[]
  ).map(toMessage)

/** Everything the business has sent, in the order it was accepted; for comparing with a sender's books. */
export const listSentByBusiness = (
  { sql }: Store,
  phoneNumberId: string | null,
  afterRowId: number,
  limit: number,
): StoredMessage[] =>
  (
    sql.all`select * from message where direction = 'to_person' and row_id > ${afterRowId}
      and (${phoneNumberId} is null or phone_number_id = ${phoneNumberId})
      order by row_id limit ${limit}` as Row[]
  ).map(toMessage)

/** Messages that were answered and have neither left nor failed. */
export const hasAcceptedMessages = ({ sql }: Store): boolean =>
  sql.get`select 1 as found from message
    where direction = 'to_person' and status = 'accepted' limit 1` !== undefined
