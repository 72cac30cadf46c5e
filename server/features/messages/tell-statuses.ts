import type { MessageStatusEventData } from '#shared/contracts/webhook-event.ts'
import type { TenantTx } from '../../database/database.ts'
import type { MessageId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import {
  findSubscriptions,
  recordEvents,
  type NewEvent,
} from '../webhook-delivery/webhook-delivery.ts'
import type { StatusNews } from './apply-context.ts'
import { presentError } from './message-error.ts'
import type { MessageRow } from './message-store.ts'
import { isRawObject } from './raw-content.ts'

/**
 * Tells the tenant's endpoints of statuses, in the transaction in which they came.
 * @returns how many deliveries there are now to make; wake `delivery` after the commit when there are any.
 */
export async function tellStatuses(
  tx: TenantTx,
  sealer: Sealer,
  news: readonly StatusNews[],
  now: Date,
): Promise<number> {
  if (news.length === 0) return 0
  const subscriptions = await findSubscriptions(tx)
  if (!subscriptions.wants('message.status')) return 0
  return recordEvents(tx, sealer, subscriptions, { events: await statusEvents(tx, news), now })
}

/** One event for each status, each with the message as it stands at the end of this transaction. */
export async function statusEvents(tx: TenantTx, news: readonly StatusNews[]): Promise<NewEvent[]> {
  const messages = await messageStates(tx, [...new Set(news.map(({ messageId }) => messageId))])
  return news.flatMap(({ messageId, status, occurredAt }) => {
    const message = messages.get(messageId)
    if (!message) return []
    const data = { status, occurredAt: occurredAt.toISOString(), message }
    return [{ type: 'message.status', occurredAt, orderKey: message.conversationId, data }]
  })
}

/** Messages without their contents, which a status does not change. */
async function messageStates(
  tx: TenantTx,
  ids: readonly MessageId[],
): Promise<Map<string, MessageStatusEventData['message']>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('message')
    .select(['id', 'conversationId', 'contactId', 'channelId', 'type', 'status', 'wamid'])
    .select(['callbackData', 'errorCode', 'error', 'pricing'])
    .select(['sentAt', 'deliveredAt', 'readAt', 'playedAt', 'failedAt'])
    .where('tenantId', '=', tx.tenantId)
    .where('id', 'in', ids)
    .execute()
  return new Map(
    rows.map((row) => {
      const status = row.status as MessageRow['status']
      const state: MessageStatusEventData['message'] = {
        id: row.id,
        conversationId: row.conversationId,
        contactId: row.contactId,
        channelId: row.channelId,
        type: row.type,
        status,
        wamid: row.wamid,
        bizOpaqueCallbackData: row.callbackData,
        error: presentError({ ...row, status }),
        pricing: isRawObject(row.pricing) ? row.pricing : null,
        sentAt: row.sentAt?.toISOString() ?? null,
        deliveredAt: row.deliveredAt?.toISOString() ?? null,
        readAt: row.readAt?.toISOString() ?? null,
        playedAt: row.playedAt?.toISOString() ?? null,
        failedAt: row.failedAt?.toISOString() ?? null,
      }
      return [row.id, state]
    }),
  )
}
