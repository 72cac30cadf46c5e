import type { Conversation } from '#shared/contracts/conversation.ts'
import { customerServiceWindow, presentWindow } from '#shared/customer-service-window.ts'
import type { TenantTx } from '../../database/database.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { authorNames } from '../members/members.ts'
import {
  findMessages,
  messagePreview,
  openEnvelope,
  type MessageRow,
} from '../messages/messages.ts'
import { contactSummaries } from './contact-summaries.ts'
import type { ConversationRow } from './conversation-row.ts'
import { labelsOf } from './label-store.ts'

/** Conversations as the API shows them, in the order of `rows`; one statement per kind of what belongs to them. */
export async function presentConversations(
  runtime: Pick<Runtime, 'clock' | 'database'>,
  tx: TenantTx,
  rows: readonly ConversationRow[],
  sealer: Sealer,
): Promise<Conversation[]> {
  if (rows.length === 0) return []
  const now = runtime.clock.now()
  const contacts = await contactSummaries(
    tx,
    rows.map((row) => row.contactId),
  )
  const labels = await labelsOf(
    tx,
    rows.map((row) => row.id),
  )
  const messages = await findMessages(
    tx,
    rows.flatMap((row) => row.lastMessageId ?? []),
  )
  const lastMessages = new Map(messages.map((message) => [message.id, message]))
  const names = await authorNames(
    runtime.database,
    tx.tenantId,
    rows.flatMap((row) => row.assigneeId ?? []),
  )
  return rows.map((row) => {
    const contact = contacts.get(row.contactId)
    if (!contact) throw new Error(`conversation ${row.id} has no contact`)
    const lastMessage = row.lastMessageId ? lastMessages.get(row.lastMessageId) : undefined
    return {
      id: row.id,
      contact,
      channel: {
        id: row.channelId,
        phoneNumberId: row.phoneNumberId,
        displayPhoneNumber: row.displayPhoneNumber,
        name: row.channelName,
      },
      ...awakeStatus(row, now),
      assignee: row.assigneeId
        ? { id: row.assigneeId, name: names.get(row.assigneeId) ?? 'Former member' }
        : null,
      labels: labels.get(row.id) ?? [],
      unreadCount: row.unreadCount,
      needsReply: row.needsReply,
      window: presentWindow(customerServiceWindow(row.lastInboundAt, now)),
      lastMessage: lastMessage ? presentLastMessage(sealer, lastMessage) : null,
      lastActivityAt: row.lastActivityAt.toISOString(),
    }
  })
}

/** One conversation as the API shows it. */
export async function presentConversation(
  runtime: Pick<Runtime, 'clock' | 'database'>,
  tx: TenantTx,
  row: ConversationRow,
  sealer: Sealer,
): Promise<Conversation> {
  const [conversation] = await presentConversations(runtime, tx, [row], sealer)
  if (!conversation) throw new Error(`conversation ${row.id} was not presented`)
  return conversation
}

/** A conversation whose snooze is over counts as open from that moment on, whether or not a job has said so. */
const awakeStatus = (
  row: Pick<ConversationRow, 'status' | 'snoozedUntil'>,
  now: Date,
): Pick<Conversation, 'status' | 'snoozedUntil'> =>
  row.status === 'snoozed' && row.snoozedUntil && row.snoozedUntil <= now
    ? { status: 'open', snoozedUntil: null }
    : { status: row.status, snoozedUntil: row.snoozedUntil?.toISOString() ?? null }

function presentLastMessage(sealer: Sealer, message: MessageRow): Conversation['lastMessage'] {
  const envelope = openEnvelope(sealer, message.id, message.contentSealed)
  return {
    id: message.id,
    direction: message.direction,
    type: message.type,
    preview: messagePreview(message.type, envelope.message, envelope.rendered),
    status: message.status,
    occurredAt: message.occurredAt.toISOString(),
    isAutomated: message.authorKind === 'bot' || message.authorKind === 'api',
  }
}
