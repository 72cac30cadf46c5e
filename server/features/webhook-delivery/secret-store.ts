import { sql } from 'kysely'
import type { TenantTx } from '../../database/database.ts'
import { newId, type WebhookEndpointId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'

export type SecretRow = {
  endpointId: WebhookEndpointId
  id: string
  createdAt: Date
  expiresAt: Date | null
}

export const openSecret = (sealer: Sealer, id: string, sealed: Buffer): string =>
  sealer.open('webhook_secret', 'secret_sealed', id, sealed).toString('utf8')

/** Adds a secret; it signs from now on. */
export async function insertSecret(
  tx: TenantTx,
  sealer: Sealer,
  secret: { endpointId: WebhookEndpointId; text: string; createdAt: Date },
): Promise<void> {
  const id = newId()
  await tx
    .insertInto('webhookSecret')
    .values({
      tenantId: tx.tenantId,
      endpointId: secret.endpointId,
      id,
      secretSealed: sealer.seal('webhook_secret', 'secret_sealed', id, secret.text),
      createdAt: secret.createdAt,
    })
    .execute()
}

/** The secrets that sign at this moment, newest first, without their texts. */
export async function liveSecrets(
  tx: TenantTx,
  endpointIds: readonly WebhookEndpointId[],
  now: Date,
): Promise<SecretRow[]> {
  const { rows } = await sql<SecretRow>`
    select endpoint_id, id, created_at, expires_at from webhook_secret
    where tenant_id = ${tx.tenantId} and endpoint_id = any(${[...endpointIds]}::uuid[])
      and (expires_at is null or expires_at > ${now})
    order by endpoint_id, id desc`.execute(tx)
  return rows
}

/** The texts of the secrets that sign at this moment, newest first. */
export async function liveSecretTexts(
  tx: TenantTx,
  sealer: Sealer,
  endpointId: WebhookEndpointId,
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ id: string; secretSealed: Buffer }>`
    select id, secret_sealed from webhook_secret
    where tenant_id = ${tx.tenantId} and endpoint_id = ${endpointId}
      and (expires_at is null or expires_at > ${now})
    order by id desc`.execute(tx)
  return rows.map((row) => openSecret(sealer, row.id, row.secretSealed))
}

/** Lets the secrets of until now sign no longer than until `at`, and removes those that ended before `now`. */
export async function endSecrets(
  tx: TenantTx,
  endpointId: WebhookEndpointId,
  { at, now }: { at: Date; now: Date },
): Promise<void> {
  await sql`
    delete from webhook_secret
    where tenant_id = ${tx.tenantId} and endpoint_id = ${endpointId}
      and least(expires_at, ${at}) <= ${now}`.execute(tx)
  await sql`
    update webhook_secret set expires_at = least(expires_at, ${at})
    where tenant_id = ${tx.tenantId} and endpoint_id = ${endpointId}`.execute(tx)
}
