import { sql } from 'kysely'
import { z } from 'zod'
import type { TenantTx } from '../../database/database.ts'
import { addJob, type JobTasks } from '../../jobs/jobs.ts'
import { metaErrorCode } from '../../meta/error-codes.ts'
import { GraphRefusal } from '../../meta/graph-client.ts'
import type { ChannelId, ConversationId, MessageId, TenantId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { findGraphChannel } from '../channels/channels.ts'

const markReadTask = 'mark-read'

type InboundMessage = {
  id: MessageId
  wamid: string
  channelId: ChannelId
  readAt: Date | null
}

/** The newest message of the contact. Marking it marks all before it. */
export async function newestInbound(
  tx: TenantTx,
  conversationId: ConversationId,
): Promise<InboundMessage | null> {
  const { rows } = await sql<InboundMessage>`
    select id, wamid, channel_id, read_at from message
    where tenant_id = ${tx.tenantId} and conversation_id = ${conversationId}
      and direction = 'inbound' and wamid is not null
    order by occurred_at desc, id desc limit 1`.execute(tx)
  return rows[0] ?? null
}

/**
 * Tells WhatsApp that the contact's messages were read, once this transaction commits. A job, so that an outage
 * of Meta's does not keep anybody from reading. Nothing happens when the newest one was marked before.
 */
export async function requestReadMark(tx: TenantTx, conversationId: ConversationId): Promise<void> {
  const newest = await newestInbound(tx, conversationId)
  if (!newest || newest.readAt) return
  await addJob(tx, {
    task: markReadTask,
    payload: { tenantId: tx.tenantId, messageId: newest.id, channelId: newest.channelId },
    key: `${markReadTask}:${conversationId}`,
  })
}

const MarkReadPayload = z.object({
  tenantId: z.string().transform((id) => id as TenantId),
  messageId: z.string().transform((id) => id as MessageId),
  channelId: z.string().transform((id) => id as ChannelId),
})

/** Background work of the sending feature. */
export function sendingTasks(runtime: Runtime): JobTasks {
  return { [markReadTask]: (payload) => markRead(runtime, MarkReadPayload.parse(payload)) }
}

async function markRead(
  runtime: Runtime,
  { tenantId, messageId, channelId }: z.output<typeof MarkReadPayload>,
): Promise<void> {
  const { database, graph, keyring, log } = runtime
  const sealer = await keyring.forTenant(tenantId)
  const { channel, message } = await database.inTenant(tenantId, async (tx) => ({
    channel: await findGraphChannel(tx, sealer, channelId),
    message: await tx
      .selectFrom('message')
      .select(['wamid', 'readAt'])
      .where('tenantId', '=', tenantId)
      .where('id', '=', messageId)
      .executeTakeFirst(),
  }))
  if (!channel || !message?.wamid || message.readAt) return
  try {
    await graph.markRead(channel, message.wamid, { isTyping: false })
  } catch (error) {
    if (error instanceof GraphRefusal && !isWorthRepeating(error)) {
      log.warn({ messageId, code: error.error.code }, 'Meta did not take a read mark')
      return
    }
    throw error
  }
  await database.inTenant(tenantId, (tx) =>
    tx
      .updateTable('message')
      .set({ readAt: runtime.clock.now() })
      .where('tenantId', '=', tenantId)
      .where('id', '=', messageId)
      .execute(),
  )
}

const isWorthRepeating = ({ error }: GraphRefusal): boolean =>
  ['transient', 'rate', 'account'].includes(metaErrorCode(error.code).class)
