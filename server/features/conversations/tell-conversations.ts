import type { TenantTx } from '../../database/database.ts'
import type { ConversationId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import {
  findSubscriptions,
  recordEvents,
  type NewEvent,
} from '../webhook-delivery/webhook-delivery.ts'
import { findConversation } from './conversation-row.ts'
import { presentConversation } from './present-conversation.ts'

/** Nobody: what is unread differs from member to member, so events leave it out. */
const noReader = '00000000-0000-0000-0000-000000000000'

/**
 * Tells the tenant's endpoints that a conversation changed, in the transaction that changed it.
 * @returns how many deliveries there are now to make; wake `delivery` after the commit when there are any.
 */
export async function tellConversation(
  runtime: Pick<Runtime, 'clock' | 'database'>,
  tx: TenantTx,
  sealer: Sealer,
  id: ConversationId,
): Promise<number> {
  const subscriptions = await findSubscriptions(tx)
  if (!subscriptions.wants('conversation.updated')) return 0
  const events = await conversationEvents(runtime, tx, sealer, [id])
  return recordEvents(tx, sealer, subscriptions, { events, now: runtime.clock.now() })
}

export async function conversationEvents(
  runtime: Pick<Runtime, 'clock' | 'database'>,
  tx: TenantTx,
  sealer: Sealer,
  ids: readonly ConversationId[],
): Promise<NewEvent[]> {
  const events: NewEvent[] = []
  for (const id of ids) {
    const row = await findConversation(tx, id, noReader)
    if (!row) continue
    const shown = await presentConversation(runtime, tx, row, sealer)
    const { unreadCount: _unreadCount, ...conversation } = shown
    events.push({
      type: 'conversation.updated',
      occurredAt: runtime.clock.now(),
      orderKey: id,
      data: { conversation },
    })
  }
  return events
}
