import type { TenantTx } from '../../database/database.ts'
import { notFound } from '../../http/path-id.ts'
import type { MessageId, TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { findMessage, openEnvelope, type MessageRow } from '../messages/messages.ts'
import { acceptMessage, type OutboundRequest } from './accept-message.ts'
import { contentOfEnvelope } from './outbound-message.ts'
import { sendingProblem } from './sending-problems.ts'

/**
 * Sends a failed or unknown message again, as a new message that passes the gate anew. Whoever repeats an
 * unknown one accepts that the contact may get it twice.
 * @throws ProblemError when there is nothing to repeat, or the gate refuses.
 */
export async function retryMessage(
  runtime: Runtime,
  tenantId: TenantId,
  messageId: MessageId,
  by: Pick<OutboundRequest, 'author' | 'priority' | 'requestId' | 'messageId'>,
): Promise<{ messageId: MessageId }> {
  const sealer = await runtime.keyring.forTenant(tenantId)
  const row = await runtime.database.inTenant(tenantId, (tx) => findRepeatable(tx, messageId))
  return acceptMessage(runtime, tenantId, {
    ...by,
    destination: { conversationId: row.conversationId },
    content: contentOfEnvelope(row, openEnvelope(sealer, row.id, row.contentSealed)),
    callbackData: row.callbackData,
  })
}

async function findRepeatable(tx: TenantTx, messageId: MessageId): Promise<MessageRow> {
  const row = await findMessage(tx, messageId)
  if (!row) throw notFound('message')
  if (row.direction !== 'outbound')
    throw sendingProblem('not_retryable', 'Only messages of your own can be sent again.')
  if (row.status !== 'failed' && row.status !== 'unknown')
    throw sendingProblem(
      'not_retryable',
      `Only failed messages and those with an unknown outcome can be sent again; this one is ${row.status}.`,
    )
  return row
}
