import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import type { ChannelId, MessageId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import { applyChange } from './apply-change.ts'
import type { ChangeKind } from './apply-change-kinds.ts'
import type { ApplyContext, ChannelFacts, StatusNews } from './apply-context.ts'
import { settleStatuses } from './apply-status-effects.ts'
import { effectOf } from './apply-status-lattice.ts'
import type { MessageEnvelope } from './message-envelope.ts'
import { textAt, type RawObject } from './raw-content.ts'

export type KnownMessage = { wamid: string; messageId: MessageId }

/** What a row of `message_status` holds: the status with everything that came around it. */
export type StatusEnvelope = Omit<MessageEnvelope, 'message' | 'rendered'> & { status: RawObject }

/**
 * Makes transactions that keep statuses of unknown wamids of a channel wait for those that bind wamids of it, and the
 * other way round. Without it, a status could be stored as waiting while its message is stored by a transaction
 * that did not see it yet; neither would find the other. Binding is what happens with every message that leaves, so
 * binders do not wait for each other; keeping is rare, because statuses carry our message id.
 */
export async function lockUnknownWamids(
  tx: TenantTx,
  channelId: ChannelId,
  to: 'bind' | 'keep',
): Promise<void> {
  const key = sql`hashtextextended(${`unknown wamids of ${channelId}`}, 0)`
  await (
    to === 'keep'
      ? sql`select pg_advisory_xact_lock(${key})`
      : sql`select pg_advisory_xact_lock_shared(${key})`
  ).execute(tx)
}

/**
 * Applies the statuses that came before the wamid of a message was known. Call it in the transaction that
 * binds the wamid, after binding it.
 * @returns the statuses of messages of the business, oldest first.
 */
export async function adoptEarlyStatuses(
  tx: TenantTx,
  sealer: Sealer,
  channelId: ChannelId,
  messages: readonly KnownMessage[],
): Promise<StatusNews[]> {
  if (messages.length === 0) return []
  await lockUnknownWamids(tx, channelId, 'bind')
  const { rows } = await sql<{
    id: string
    messageId: MessageId
    occurredAt: Date
    rawSealed: Buffer
  }>`
    update message_status set message_id = known.message_id
    from unnest(${messages.map((one) => one.wamid)}::text[], ${messages.map((one) => one.messageId)}::uuid[])
      as known (wamid, message_id)
    where message_status.tenant_id = ${tx.tenantId} and message_status.channel_id = ${channelId}
      and message_status.wamid = any(${messages.map((one) => one.wamid)}::text[])
      and message_status.wamid = known.wamid and message_status.message_id is null
    returning message_status.id, message_status.message_id, occurred_at, raw_sealed`.execute(tx)
  const early = rows.map((row) => ({
    ...row,
    status: sealer.openJson<StatusEnvelope>('message_status', 'raw_sealed', row.id, row.rawSealed)
      .status,
  }))
  const settled = await settleStatuses(
    tx,
    early.map(({ messageId, status, occurredAt }) => effectOf(messageId, status, occurredAt)),
  )
  const own = new Set(settled.map(({ id }) => id))
  return early
    .filter(({ messageId }) => own.has(messageId))
    .sort((one, other) => one.occurredAt.getTime() - other.occurredAt.getTime())
    .map(({ messageId, status, occurredAt }) => ({
      messageId,
      status: textAt(status, 'status')?.toLowerCase() ?? '',
      occurredAt,
    }))
}

type WaitingChange = {
  id: string
  messageId: MessageId
  kind: ChangeKind
  targetWamid: string
  direction: 'inbound' | 'outbound'
  actor: string
  occurredAt: Date
  receivedAt: Date
  rawSealed: Buffer
}

/** Applies reactions, edits and revocations that came before the message they are about, oldest first. */
export async function adoptEarlyChanges(
  context: ApplyContext,
  channel: ChannelFacts,
  messages: readonly KnownMessage[],
): Promise<void> {
  const { tx, sealer } = context
  if (messages.length === 0) return
  const { rows: waiting } = await sql<WaitingChange>`
    update message_change set message_id = known.message_id
    from unnest(${messages.map((one) => one.wamid)}::text[], ${messages.map((one) => one.messageId)}::uuid[])
      as known (wamid, message_id)
    where message_change.tenant_id = ${tx.tenantId} and message_change.channel_id = ${channel.channelId}
      and message_change.target_wamid = any(${messages.map((one) => one.wamid)}::text[])
      and message_change.target_wamid = known.wamid and message_change.message_id is null
    returning message_change.id, message_change.message_id, kind, target_wamid, direction, actor,
      occurred_at, received_at, raw_sealed`.execute(tx)
  const inOrder = waiting.sort(
    (first, second) =>
      first.occurredAt.getTime() - second.occurredAt.getTime() || (first.id < second.id ? -1 : 1),
  )
  for (const row of inOrder) {
    const envelope = sealer.openJson<MessageEnvelope>(
      'message_change',
      'raw_sealed',
      row.id,
      row.rawSealed,
    )
    await applyChange(context, row.messageId, {
      kind: row.kind,
      targetWamid: row.targetWamid,
      direction: row.direction,
      actor: row.actor,
      occurredAt: row.occurredAt,
      received: {
        channel,
        message: envelope.message,
        contact: envelope.contact ?? null,
        metadata: envelope.metadata ?? null,
        errors: envelope.errors ?? null,
        receivedAt: row.receivedAt,
        origin: 'live',
      },
    })
    context.tell({ type: 'message.updated', messageId: row.messageId })
  }
}
