import type { MessageEventData, WebhookEventType } from '#shared/contracts/webhook-event.ts'
import type { TenantTx } from '../../database/database.ts'
import type { ContactId, MessageId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { contactEvents } from '../contacts/contacts.ts'
import { contactSummaries, conversationEvents } from '../conversations/conversations.ts'
import {
  findMessages,
  presentMessages,
  statusEvents,
  type AppliedNews,
} from '../messages/messages.ts'
import {
  recordEvents,
  type NewEvent,
  type NewRawEvent,
  type Subscriptions,
} from '../webhook-delivery/webhook-delivery.ts'

type TellRuntime = Pick<Runtime, 'clock' | 'database'>

/**
 * Writes down for the tenant's endpoints what applying has changed, each with what it is about as it stands now.
 * Several changes of one contact, conversation or message in a batch are one event; statuses are one each.
 * @returns how many deliveries there are now to make.
 */
export async function tellEndpoints(
  runtime: TellRuntime,
  tx: TenantTx,
  sealer: Sealer,
  told: {
    subscriptions: Subscriptions
    news: readonly AppliedNews[]
    raw: readonly NewRawEvent[]
    now: Date
  },
): Promise<number> {
  const { subscriptions, raw, now } = told
  const news = told.news.filter(({ type }) => subscriptions.wants(type))
  const of = <Type extends WebhookEventType>(type: Type) =>
    news.filter((one): one is Extract<AppliedNews, { type: Type }> => one.type === type)
  const contactIds = new Set(of('contact.updated').map((one) => one.contactId))
  const receivedIds = new Set(of('message.received').map((one) => one.messageId))
  const updatedIds = new Set(of('message.updated').map((one) => one.messageId))
  const conversationIds = new Set(of('conversation.updated').map((one) => one.conversationId))
  const events: NewEvent[] = [
    ...(await contactEvents(tx, [...contactIds], now)),
    ...(await messageEvents(runtime, tx, sealer, 'message.received', [...receivedIds])),
    ...(await messageEvents(runtime, tx, sealer, 'message.updated', [...updatedIds])),
    ...(await statusEvents(tx, of('message.status'))),
    ...(await conversationEvents(runtime, tx, sealer, [...conversationIds])),
  ]
  return recordEvents(tx, sealer, subscriptions, { events, raw, now })
}

async function messageEvents(
  runtime: TellRuntime,
  tx: TenantTx,
  sealer: Sealer,
  type: 'message.received' | 'message.updated',
  ids: readonly MessageId[],
): Promise<NewEvent[]> {
  if (ids.length === 0) return []
  const rows = await findMessages(tx, ids)
  // Addresses of files are short-lived and left out below: whoever is told asks for one when they need it.
  const shown = await presentMessages(runtime, tx, rows, { sealer, mediaUrl: () => '' })
  const messages = new Map(shown.map((message) => [message.id, message]))
  const contacts = await contactSummaries(
    tx,
    rows.map((row) => row.contactId),
  )
  const channels = await channelNames(tx, [...new Set(rows.map((row) => row.channelId))])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    const message = messages.get(id)
    const contact = contacts.get(row?.contactId ?? ('' as ContactId))
    const channel = channels.get(row?.channelId ?? '')
    if (!row || !message || !contact || !channel) return []
    const data: MessageEventData = { message: withoutUrl(message), contact, channel }
    const occurredAt = type === 'message.received' ? row.occurredAt : runtime.clock.now()
    return [{ type, occurredAt, orderKey: row.conversationId, data }]
  })
}

function withoutUrl(
  message: Awaited<ReturnType<typeof presentMessages>>[number],
): MessageEventData['message'] {
  if (!message.media) return { ...message, media: null }
  const { url: _url, ...media } = message.media
  return { ...message, media }
}

async function channelNames(
  tx: TenantTx,
  ids: readonly string[],
): Promise<Map<string, MessageEventData['channel']>> {
  const rows = await tx
    .selectFrom('channel')
    .select(['id', 'phoneNumberId', 'displayPhoneNumber'])
    .where('tenantId', '=', tx.tenantId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
