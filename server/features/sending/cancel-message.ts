import type { MessageId, TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { notFound } from '../../http/path-id.ts'
import { findMessage, tellStatuses, withdrawOwnReactions } from '../messages/messages.ts'
import { markNotSent, takeBack } from './scheduled-store-across-tenants.ts'
import { sendingProblem } from './sending-problems.ts'

/**
 * Takes a message back that has not left: one that is scheduled, waits for its turn or for another try.
 * @throws ProblemError when it is on its way already, or was decided.
 */
export async function cancelMessage(
  runtime: Runtime,
  tenantId: TenantId,
  messageId: MessageId,
): Promise<void> {
  const { clock, database, hints, keyring, wakeups } = runtime
  const sealer = await keyring.forTenant(tenantId)
  const { conversationId, deliveries } = await database.inTenant(tenantId, async (tx) => {
    const row = await findMessage(tx, messageId)
    if (!row) throw notFound('message')
    if (!(await takeBack(tx, messageId)))
      throw sendingProblem(
        'not_cancellable',
        row.direction === 'outbound'
          ? 'This message has left already, or was decided before.'
          : 'Only messages of your own can be cancelled.',
      )
    const now = clock.now()
    const error = {
      title: 'Cancelled',
      details: null,
      advice: 'It was cancelled before it left. Nothing reached the contact.',
      fbtraceId: null,
    }
    await markNotSent(tx, messageId, { error, at: now })
    await withdrawOwnReactions(tx, sealer, [messageId])
    const news = [{ messageId, status: 'failed' as const, occurredAt: now }]
    return {
      conversationId: row.conversationId,
      deliveries: await tellStatuses(tx, sealer, news, now),
    }
  })
  if (deliveries > 0) wakeups.wake('delivery', tenantId)
  hints.publish(tenantId, { kind: 'status', conversationId, messageId })
  // Whatever stood behind it may leave now.
  wakeups.wake('outbox', tenantId)
}
