import { sql } from 'kysely'
import { GraphRefusal } from '../../meta/graph-client.ts'
import type { ContactId, ConversationId, MediaId, MessageId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { findGraphChannel } from '../channels/channels.ts'
import { uploadToMeta } from '../media/media.ts'
import { isPassingFault } from '../../database/database-fault.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import { notConnected, notPossible } from './prepare-message.ts'
import type { SendOutcome } from '../../meta/graph-client.ts'

type MediaMessage = {
  messageId: MessageId
  conversationId: ConversationId
  contactId: ContactId
  mediaId: MediaId | null
  attemptCount: number
  createdAt: Date
}

export type Upload =
  | { kind: 'uploaded'; metaMediaId: string | null }
  | { kind: 'gone' }
  | { kind: 'settled'; message: MediaMessage; outcome: SendOutcome }

/**
 * Brings the file of a message to Meta, before the message is claimed: it takes seconds, may be repeated, and sends
 * nothing to anybody.
 * @throws when the database fails; then nothing has happened.
 */
export async function uploadBeforeClaim(
  runtime: Runtime,
  lease: LaneLease,
  messageId: MessageId,
): Promise<Upload> {
  const { tenantId, channelId } = lease
  const message = await findMediaMessage(runtime, lease, messageId)
  if (!message) return { kind: 'gone' }
  const { mediaId } = message
  if (!mediaId) return { kind: 'uploaded', metaMediaId: null }
  const sealer = await runtime.keyring.forTenant(tenantId)
  const channel = await runtime.database.inTenant(tenantId, (tx) =>
    findGraphChannel(tx, sealer, channelId),
  )
  if (!channel) return { kind: 'settled', message, ...notConnected() }
  try {
    const metaMediaId = await uploadToMeta(runtime, { tenantId, mediaId, channelId, channel })
    return metaMediaId === null
      ? { kind: 'settled', message, ...notPossible(131053, 'The file is no longer there') }
      : { kind: 'uploaded', metaMediaId }
  } catch (error) {
    if (error instanceof GraphRefusal)
      return { kind: 'settled', message, outcome: { kind: 'refused', error: error.error } }
    if (isPassingFault(error)) throw error
    runtime.log.warn({ err: error, messageId }, 'a file was not uploaded')
    const reason = 'the file could not be uploaded'
    return { kind: 'settled', message, outcome: { kind: 'not_sent', reason } }
  }
}

/** A message that waits, with its file. Null: it is no longer waiting. */
async function findMediaMessage(
  runtime: Runtime,
  lease: LaneLease,
  messageId: MessageId,
): Promise<MediaMessage | null> {
  const { rows } = await sql<MediaMessage>`
    select o.message_id, m.conversation_id, o.contact_id, m.media_id, o.attempt_count, o.created_at
    from outbox o join message m on m.tenant_id = o.tenant_id and m.id = o.message_id
    where o.tenant_id = ${lease.tenantId} and o.message_id = ${messageId} and o.state = 'queued'`.execute(
    runtime.database.engine,
  )
  return rows[0] ?? null
}
