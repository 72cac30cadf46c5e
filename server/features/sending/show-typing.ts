import { notFound } from '../../http/path-id.ts'
import type { ConversationId, TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { findGraphChannel } from '../channels/channels.ts'
import { newestInbound } from './read-marks.ts'
import { findConversationFacts } from './sending-store.ts'

/**
 * Shows "typing…" to the contact, for up to 25 seconds. Meta ties it to a message of theirs and marks that as
 * read. It is worth nothing a moment later, so a failure is logged and nobody is told.
 * @throws ProblemError when there is no such conversation.
 * @returns once it is known whom to show it to; Meta's answer is not waited for.
 */
export async function showTyping(
  runtime: Runtime,
  tenantId: TenantId,
  conversationId: ConversationId,
): Promise<void> {
  const { database, graph, keyring, log } = runtime
  const sealer = await keyring.forTenant(tenantId)
  const target = await database.inTenant(tenantId, async (tx) => {
    if (!(await findConversationFacts(tx, conversationId))) throw notFound('conversation')
    const newest = await newestInbound(tx, conversationId)
    const channel = newest && (await findGraphChannel(tx, sealer, newest.channelId))
    return newest && channel ? { channel, wamid: newest.wamid } : null
  })
  if (!target) return
  graph
    .markRead(target.channel, target.wamid, { isTyping: true })
    .catch((error: unknown) => log.info({ err: error, conversationId }, 'typing was not shown'))
}
