import { sql } from 'kysely'
import type { Database, TenantTx } from '../../database/database.ts'
import type { MessageId } from '../../platform/ids.ts'

export type IdempotencyRow = {
  requestHash: Buffer
  messageId: MessageId
  workedOnUntil: Date | null
  answerStatus: number | null
  answerSealed: Buffer | null
  createdAt: Date
}

/**
 * Takes a key for a request. @returns null when it is ours now; otherwise what is known of the request that has it.
 * A row whose worker went away is taken over, with its message id.
 */
export async function takeKey(
  tx: TenantTx,
  key: { keyHash: Buffer; requestHash: Buffer; messageId: MessageId },
  times: { now: Date; workedOnUntil: Date; forgetBefore: Date },
): Promise<IdempotencyRow | null> {
  await sql`
    delete from idempotency_key
    where tenant_id = ${tx.tenantId} and key_hash = ${key.keyHash} and created_at <= ${times.forgetBefore}`.execute(
    tx,
  )
  const inserted = await sql`
    insert into idempotency_key (tenant_id, key_hash, request_hash, message_id, worked_on_until, created_at)
    values (${tx.tenantId}, ${key.keyHash}, ${key.requestHash}, ${key.messageId}, ${times.workedOnUntil}, ${times.now})
    on conflict (tenant_id, key_hash) do nothing`.execute(tx)
  if (inserted.numAffectedRows === 1n) return null
  const { rows } = await sql<IdempotencyRow>`
    select request_hash, message_id, worked_on_until, answer_status, answer_sealed, created_at
    from idempotency_key where tenant_id = ${tx.tenantId} and key_hash = ${key.keyHash} for update`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** Works on a request whose first worker went away. */
export async function takeOverKey(
  tx: TenantTx,
  keyHash: Buffer,
  workedOnUntil: Date,
): Promise<void> {
  await sql`
    update idempotency_key set worked_on_until = ${workedOnUntil}
    where tenant_id = ${tx.tenantId} and key_hash = ${keyHash}`.execute(tx)
}

/** Keeps the answer; with null the request may be tried again at once. */
export async function endKey(
  tx: TenantTx,
  keyHash: Buffer,
  answer: { status: number; sealed: Buffer } | null,
): Promise<void> {
  await sql`
    update idempotency_key set worked_on_until = null, answer_status = ${answer?.status ?? null},
      answer_sealed = ${answer?.sealed ?? null}
    where tenant_id = ${tx.tenantId} and key_hash = ${keyHash}`.execute(tx)
}

/** Forgets keys that have served their time. */
export async function forgetKeys(database: Database, before: Date): Promise<void> {
  await sql`
    /* across tenants: housekeeping by age, once an hour */
    delete from idempotency_key where created_at <= ${before}`.execute(database.engine)
}
