import { z } from 'zod'
import { Contact, ContactSummary } from './contact.ts'
import { Conversation } from './conversation.ts'
import { Message, MessageStatus } from './message.ts'

/**
 * What Keepword tells an endpoint of mode `standard`.
 * - message.received: a contact wrote. - message.updated: a message was edited, revoked or reacted to.
 * - message.status: a message of the business got a status, of Meta's or our own (accepted, failed, unknown).
 * - conversation.updated: its status, snooze, assignee or labels changed. - contact.updated: new or changed.
 * - endpoint.test: somebody pressed "Test".
 */
export const WebhookEventType = z.enum([
  'message.received',
  'message.updated',
  'message.status',
  'conversation.updated',
  'contact.updated',
])
export type WebhookEventType = z.infer<typeof WebhookEventType>

/** As in the API, except that the file's short-lived address is left out: `GET /v1/media/{id}` makes one. */
const MessageInEvent = Message.extend({
  media: Message.shape.media.unwrap().omit({ url: true }).nullable(),
})

export const MessageEventData = z.object({
  message: MessageInEvent,
  contact: ContactSummary,
  channel: z.object({ id: z.string(), phoneNumberId: z.string(), displayPhoneNumber: z.string() }),
})
export type MessageEventData = z.infer<typeof MessageEventData>

/** `status` is what was just told, Meta's word; `message.status` is where the message stands, which only moves forward. */
export const MessageStatusEventData = z.object({
  status: z.string(),
  occurredAt: z.iso.datetime(),
  message: z.object({
    id: z.string(),
    conversationId: z.string(),
    contactId: z.string(),
    channelId: z.string(),
    type: z.string(),
    status: MessageStatus,
    wamid: z.string().nullable(),
    /** What the sender of the message gave along. */
    bizOpaqueCallbackData: z.string().nullable(),
    error: Message.shape.error,
    pricing: z.record(z.string(), z.unknown()).nullable(),
    sentAt: z.iso.datetime().nullable(),
    deliveredAt: z.iso.datetime().nullable(),
    readAt: z.iso.datetime().nullable(),
    playedAt: z.iso.datetime().nullable(),
    failedAt: z.iso.datetime().nullable(),
  }),
})
export type MessageStatusEventData = z.infer<typeof MessageStatusEventData>

/** What is unread differs from member to member and is left out. */
export const ConversationEventData = z.object({
  conversation: Conversation.omit({ unreadCount: true }),
})
export type ConversationEventData = z.infer<typeof ConversationEventData>

export const ContactEventData = z.object({ contact: Contact })
export type ContactEventData = z.infer<typeof ContactEventData>

export type WebhookEventData = {
  'message.received': MessageEventData
  'message.updated': MessageEventData
  'message.status': MessageStatusEventData
  'conversation.updated': ConversationEventData
  'contact.updated': ContactEventData
}

/** Body of a request to an endpoint of mode `standard`. `id` is the `webhook-id` too, the same at every repeat. */
export type WebhookEventBody<Type extends WebhookEventType | 'endpoint.test'> = {
  id: string
  type: Type
  timestamp: string
  workspaceId: string
  data: Type extends WebhookEventType ? WebhookEventData[Type] : { endpointId: string }
}
