import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import { newId, type ConversationId, type MessageId } from '../../platform/ids.ts'
import type { LaneLease } from './lane-lease-across-tenants.ts'
import type { SendingError } from './send-decision.ts'

export type AttemptRow = {
  messageId: MessageId
  fence: bigint
  startedAt: Date
  finishedAt: Date | null
  outcome: 'accepted' | 'refused' | 'retry' | 'unknown'
  httpStatus: number | null
  errorCode: number | null
  fbtraceId: string | null
}

export async function insertAttempt(tx: TenantTx, attempt: AttemptRow): Promise<void> {
  await tx
    .insertInto('attempt')
    .values({ ...attempt, tenantId: tx.tenantId, id: newId() })
    .execute()
}

/**
 * Takes a message out of the outbox, unless it was claimed under another fence since. A process that lost its
 * lane finds nothing to take out: the next owner has done so.
 */
export async function leaveOutbox(
  tx: TenantTx,
  lease: LaneLease,
  messageId: MessageId,
): Promise<void> {
  await sql`
    delete from outbox where tenant_id = ${tx.tenantId} and message_id = ${messageId}
      and (fence is null or fence <= ${lease.fence})`.execute(tx)
}

/** Puts a message back: it is tried again at `availableAt`. @returns false when it is no longer this lane's. */
export async function returnToOutbox(
  tx: TenantTx,
  lease: LaneLease,
  messageId: MessageId,
  again: { availableAt: Date; attemptCount: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update outbox set state = 'queued', fence = null, sending_since = null,
      available_at = ${again.availableAt}, attempt_count = ${again.attemptCount}
    where tenant_id = ${tx.tenantId} and message_id = ${messageId}
      and (fence is null or fence = ${lease.fence})`.execute(tx)
  return numAffectedRows === 1n
}

/**
 * Meta took the message. A status webhook may have been faster and moved it further already: then only what is
 * missing is added.
 */
export async function markAccepted(
  tx: TenantTx,
  messageId: MessageId,
  accepted: { wamid: string; acceptedAt: Date },
): Promise<void> {
  await sql`
    update message set wamid = coalesce(wamid, ${accepted.wamid}),
      accepted_at = coalesce(accepted_at, ${accepted.acceptedAt}),
      error = case when status in ('queued', 'sending', 'unknown') then null else error end,
      error_code = case when status in ('queued', 'sending', 'unknown') then null else error_code end,
      status = case when status in ('queued', 'sending', 'unknown') then 'accepted' else status end
    where tenant_id = ${tx.tenantId} and id = ${messageId}`.execute(tx)
}

/** Nobody knows whether Meta has it. Nothing is taken back that a status webhook has said already. */
export async function markUnknown(
  tx: TenantTx,
  messageId: MessageId,
): Promise<ConversationId | null> {
  const { rows } = await sql<{ conversationId: ConversationId }>`
    update message set status = 'unknown'
    where tenant_id = ${tx.tenantId} and id = ${messageId} and status in ('queued', 'sending')
    returning conversation_id`.execute(tx)
  return rows[0]?.conversationId ?? null
}

/** Meta refused it, or we gave up. @returns whether it was still to be decided. */
export async function markFailed(
  tx: TenantTx,
  messageId: MessageId,
  failed: { error: SendingError; code: number | null; failedAt: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update message set status = 'failed', failed_at = ${failed.failedAt}, error_code = ${failed.code},
      error = ${JSON.stringify(failed.error)}::jsonb
    where tenant_id = ${tx.tenantId} and id = ${messageId} and status in ('queued', 'sending', 'unknown')`.execute(
    tx,
  )
  return numAffectedRows === 1n
}

/** It waits for another try; the reason is shown meanwhile. */
export async function markWaiting(
  tx: TenantTx,
  messageId: MessageId,
  waiting: { error: SendingError; code: number | null },
): Promise<void> {
  await sql`
    update message set status = 'queued', error_code = ${waiting.code},
      error = ${JSON.stringify(waiting.error)}::jsonb
    where tenant_id = ${tx.tenantId} and id = ${messageId} and status in ('queued', 'sending')`.execute(
    tx,
  )
}
