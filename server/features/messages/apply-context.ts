import type { LiveHint } from '#shared/contracts/live-event.ts'
import type { WebhookEventType } from '#shared/contracts/webhook-event.ts'
import type { TenantTx } from '../../database/database.ts'
import type { ChannelId, ContactId, ConversationId, MessageId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { NewWebhookEvent } from '../webhook-events/webhook-events.ts'
import type { OptWords } from '../contacts/contacts.ts'
import type { MessageEnvelope } from './message-envelope.ts'
import type { RawObject } from './raw-content.ts'

/** What applying webhooks of one tenant works with: one transaction, and what is to happen with it or after it. */
export type ApplyContext = {
  tx: TenantTx
  sealer: Sealer
  now: Date
  optWords: OptWords
  /** Published once the transaction has committed. */
  hint: (hint: LiveHint) => void
  /** Kept in the same transaction, at its end. */
  keep: (event: NewWebhookEvent) => void
  /** Told to the tenant's webhook endpoints: written down in the same transaction, at its end. */
  tell: (news: AppliedNews) => void
  /** Whether any endpoint would be told. */
  wants: (type: WebhookEventType) => boolean
}

/** What has come of webhooks, by reference; contents are read once all is applied. */
export type AppliedNews =
  | { type: 'message.received'; messageId: MessageId }
  | { type: 'message.updated'; messageId: MessageId }
  | ({ type: 'message.status' } & StatusNews)
  | { type: 'conversation.updated'; conversationId: ConversationId }
  | { type: 'contact.updated'; contactId: ContactId }

/** A message of the business got a status; `status` is Meta's word, or ours for what sending finds out. */
export type StatusNews = { messageId: MessageId; status: string; occurredAt: Date }

/** The business phone number a webhook is about. */
export type ChannelFacts = {
  channelId: ChannelId
  /** '' when Meta has not told it. */
  portfolioId: string
  displayPhoneNumber: string
}

/** One item of a webhook with everything that came around it. */
type Received = {
  channel: ChannelFacts
  /** The entry of `contacts[]` that belongs to it. */
  contact: RawObject | null
  metadata: RawObject | null
  /** Errors of the whole value. */
  errors: unknown[] | null
  receivedAt: Date
}

/**
 * `live`: somebody has just written. `echo`: the business has, in the WhatsApp Business app.
 * `history`: the app's older messages, shared when the number was connected.
 */
export type ReceivedMessage = Received & {
  message: RawObject
  origin: 'live' | 'echo' | 'history'
  /** For history: the thread's contact, as Meta names it. */
  thread?: RawObject
}

export type ReceivedStatus = Received & { status: RawObject }

/** A message that has its place: whose it is, and under which id it will be stored. */
export type PlacedMessage = {
  received: ReceivedMessage
  wamid: string
  type: string
  occurredAt: Date
  messageId: MessageId
  contactId: ContactId
  conversationId: ConversationId
}

/** What is kept of a message: everything that came with it. */
export function envelopeOf({
  message,
  contact,
  metadata,
  errors,
}: ReceivedMessage): MessageEnvelope {
  return {
    message,
    ...(contact ? { contact } : {}),
    ...(metadata ? { metadata } : {}),
    ...(errors ? { errors } : {}),
  }
}

const maxTextLength = 512

/**
 * Text for a column that is not sealed: without the zero characters that PostgreSQL refuses, and cut at a
 * length that fits an index. The whole text stays in the sealed content.
 */
export function columnText(text: string | null): string | null {
  if (text === null) return null
  const plain = text.replaceAll('\0', '').slice(0, maxTextLength)
  return plain === '' ? null : plain
}

/**
 * When something happened. Meta cuts seconds off, so it was up to 999 ms later than it says; but never later
 * than its webhook came, and never in our future.
 */
export function occurrenceOf(timestamp: number | null, receivedAt: Date): Date {
  if (timestamp === null || timestamp <= 0) return receivedAt
  return new Date(Math.min(receivedAt.getTime(), timestamp * 1000 + 999))
}
