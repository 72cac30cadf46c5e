import { z } from 'zod'
import { ContactSummary } from './contact.ts'
import { MessageDirection, MessageStatus } from './message.ts'
import { PageQuery } from './page.ts'

export const ConversationStatus = z.enum(['open', 'pending', 'snoozed', 'resolved'])
export type ConversationStatus = z.infer<typeof ConversationStatus>

/** Meta's customer service window of this conversation. `never`: the contact has not written yet. */
export const Window = z.object({
  state: z.enum(['open', 'closed', 'never']),
  closesAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
})
export type Window = z.infer<typeof Window>

export const LabelColor = z.enum(['amber', 'green', 'blue', 'violet', 'rose', 'slate'])
export const Label = z.object({ id: z.string(), name: z.string(), color: LabelColor })
export type Label = z.infer<typeof Label>

export const Conversation = z.object({
  id: z.string(),
  contact: ContactSummary,
  channel: z.object({
    id: z.string(),
    phoneNumberId: z.string(),
    displayPhoneNumber: z.string(),
    name: z.string(),
  }),
  status: ConversationStatus,
  snoozedUntil: z.iso.datetime().nullable(),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  labels: z.array(Label),
  /** Inbound messages the caller has not read. */
  unreadCount: z.number().int(),
  /** The contact spoke last and nobody answered, resolved, or waved it off. */
  needsReply: z.boolean(),
  window: Window,
  lastMessage: z
    .object({
      id: z.string(),
      direction: MessageDirection,
      type: z.string(),
      /** One line for the list: the text, or words for the kind ("Photo", "Voice message 0:14"). */
      preview: z.string(),
      status: MessageStatus,
      occurredAt: z.iso.datetime(),
      isAutomated: z.boolean(),
    })
    .nullable(),
  lastActivityAt: z.iso.datetime(),
})
export type Conversation = z.infer<typeof Conversation>

export const ConversationView = z.enum([
  'all',
  'mine',
  'unassigned',
  'unread',
  'waiting_on_us',
  'closing_soon',
  'window_shut',
  'failed',
  'resolved',
])
export type ConversationView = z.infer<typeof ConversationView>

/** `search` matches contact names, numbers and usernames, and whole or started words of sealed messages. */
export const ConversationQuery = PageQuery.extend({
  view: ConversationView.default('all'),
  search: z.string().trim().max(200).optional(),
})
export type ConversationQuery = z.infer<typeof ConversationQuery>

/** How many conversations each view holds, for the badges. */
export const ConversationCounts = z.object({ counts: z.record(ConversationView, z.number().int()) })
export type ConversationCounts = z.infer<typeof ConversationCounts>

export const ConversationChange = z
  .object({
    status: ConversationStatus,
    snoozedUntil: z.iso.datetime().nullable(),
    assigneeId: z.string().nullable(),
    labelIds: z.array(z.string()).max(50),
    needsReply: z.literal(false),
  })
  .partial()
export type ConversationChange = z.infer<typeof ConversationChange>

export const Note = z.object({
  id: z.string(),
  conversationId: z.string(),
  author: z.object({ id: z.string(), name: z.string() }),
  text: z.string(),
  createdAt: z.iso.datetime(),
})
export type Note = z.infer<typeof Note>
export const NewNote = z.object({ text: z.string().trim().min(1).max(4000) })
export type NewNote = z.infer<typeof NewNote>

export const QuickReply = z.object({ id: z.string(), shortcut: z.string(), text: z.string() })
export type QuickReply = z.infer<typeof QuickReply>
