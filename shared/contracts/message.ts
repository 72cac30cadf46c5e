import { z } from 'zod'
import { Media } from './media.ts'

export const MessageDirection = z.enum(['inbound', 'outbound'])
export type MessageDirection = z.infer<typeof MessageDirection>

/**
 * `received` is every inbound message. Outbound: queued → sending → accepted (Meta took it) → sent → delivered → read
 * → played, or failed. `unknown`: the request left, the answer never came, and no status webhook has settled it.
 */
export const MessageStatus = z.enum([
  'received',
  'queued',
  'sending',
  'accepted',
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
  'unknown',
])
export type MessageStatus = z.infer<typeof MessageStatus>

export const MessageAuthor = z.object({
  kind: z.enum(['contact', 'member', 'bot', 'api', 'business_app']),
  id: z.string().nullable(),
  name: z.string(),
})

export const Message = z.object({
  id: z.string(),
  conversationId: z.string(),
  contactId: z.string(),
  direction: MessageDirection,
  /** Meta's message type; unknown ones are kept as they came. */
  type: z.string(),
  status: MessageStatus,
  /** Meta's message object as it was sent or received: `{ text: { body } }`, `{ image: { caption, … } }`, `{ context }`, `{ referral }`, … */
  content: z.record(z.string(), z.unknown()),
  /** The message in words, for screen readers, previews and search. */
  text: z.string(),
  media: Media.nullable(),
  /** Meta's id; null until Meta took the message. */
  wamid: z.string().nullable(),
  replyTo: z
    .object({
      id: z.string().nullable(),
      wamid: z.string(),
      direction: MessageDirection.nullable(),
      type: z.string().nullable(),
      text: z.string().nullable(),
      authorName: z.string().nullable(),
    })
    .nullable(),
  reactions: z.array(
    z.object({ emoji: z.string(), direction: MessageDirection, authorName: z.string() }),
  ),
  author: MessageAuthor,
  error: z
    .object({
      code: z.number().int().nullable(),
      title: z.string(),
      details: z.string().nullable(),
      /** What it means and what to do, for the person at the inbox. */
      advice: z.string(),
    })
    .nullable(),
  occurredAt: z.iso.datetime(),
  /** When a scheduled message is to leave; absent for others. */
  sendAt: z.iso.datetime().optional(),
  sentAt: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
  readAt: z.iso.datetime().nullable(),
  playedAt: z.iso.datetime().nullable(),
  failedAt: z.iso.datetime().nullable(),
  editedAt: z.iso.datetime().nullable(),
  /** The contact deleted it for everyone; the content stays visible to the team, marked so. */
  revokedAt: z.iso.datetime().nullable(),
})
export type Message = z.infer<typeof Message>

const MediaReference = z
  .object({
    /** Keepword's media id from `POST /v1/media`. */
    id: z.string().optional(),
    /** A public https address that Meta fetches itself. */
    link: z.url({ protocol: /^https$/, error: 'must be an https address' }).optional(),
    caption: z.string().max(1024, 'caption must be 1024 characters or fewer').optional(),
    filename: z.string().max(240).optional(),
    voice: z.boolean().optional(),
  })
  .refine((media) => (media.id === undefined) !== (media.link === undefined), {
    error: 'exactly one of id and link must be given',
  })

/** Content of one outbound message, in Meta's own words so that Cloud API knowledge carries over. */
const OutboundContent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    text: z.object({
      body: z
        .string()
        .max(4096, 'text.body must be 4096 characters or fewer')
        .refine((body) => body.trim() !== '', { error: 'text.body must not be empty' }),
      preview_url: z.boolean().optional(),
    }),
  }),
  z.object({ type: z.literal('image'), image: MediaReference }),
  z.object({ type: z.literal('video'), video: MediaReference }),
  z.object({ type: z.literal('audio'), audio: MediaReference }),
  z.object({ type: z.literal('document'), document: MediaReference }),
  z.object({ type: z.literal('sticker'), sticker: MediaReference }),
  z.object({
    type: z.literal('reaction'),
    reaction: z.object({
      /** Meta's id or Keepword's id of the contact's message. */
      message_id: z.string().min(1),
      /** Empty removes the reaction. */
      emoji: z.string().max(64),
    }),
  }),
  z.object({
    type: z.literal('location'),
    location: z.object({
      latitude: z.coerce.number().min(-90).max(90),
      longitude: z.coerce.number().min(-180).max(180),
      name: z.string().max(1000).optional(),
      address: z.string().max(1000).optional(),
    }),
  }),
])

/**
 * Body of `POST /v1/messages`. The recipient is `conversationId`, or `to` (phone number), or `recipient` (BSUID).
 * `phoneNumberId` chooses the sending number; it may be left out while the workspace has only one.
 */
export const NewMessage = z
  .object({
    conversationId: z.string().optional(),
    to: z.string().max(64).optional(),
    recipient: z.string().max(160).optional(),
    phoneNumberId: z.string().max(64).optional(),
    /** Quotes a message: Meta's id or Keepword's id. */
    context: z.object({ message_id: z.string().min(1) }).optional(),
    biz_opaque_callback_data: z.string().max(512).optional(),
    /** When it is to leave, with its offset from UTC; a time that has passed means at once. */
    sendAt: z.iso.datetime({ offset: true }).optional(),
    /** How urgent it is for the contact. One-time codes go before everything but people's replies. */
    urgency: z.enum(['authentication', 'transactional', 'campaign']).optional(),
  })
  .and(OutboundContent)
  .refine(
    (message) =>
      [message.conversationId, message.to, message.recipient].filter((value) => value !== undefined)
        .length === 1,
    { error: 'exactly one of conversationId, to and recipient must be given' },
  )
  .refine((message) => message.type !== 'reaction' || message.sendAt === undefined, {
    error: 'a reaction leaves at once: sendAt must not be given',
    path: ['sendAt'],
  })
export type NewMessage = z.infer<typeof NewMessage>
export type NewMessageInput = z.input<typeof NewMessage>

/** Body of `POST /v1/messages/batch`. Each message is looked at on its own: a bad one does not spoil the others. */
export const MessageBatch = z.object({
  messages: z
    .array(z.unknown())
    .min(1, 'messages must not be empty')
    .max(1_000, 'messages must be 1,000 or fewer'),
})
export type MessageBatch = z.infer<typeof MessageBatch>

/** One answer for each message, in the order of the request. */
export const MessageBatchAnswer = z.object({
  results: z.array(
    z.union([
      z.object({ status: z.literal(202), id: z.string(), conversationId: z.string() }),
      z.object({
        status: z.number().int(),
        problem: z.object({ code: z.string(), title: z.string(), detail: z.string() }),
      }),
    ]),
  ),
})
export type MessageBatchAnswer = z.infer<typeof MessageBatchAnswer>
