import { createHash } from 'node:crypto'
import type { TenantTx } from '../../database/database.ts'
import { canonicalJson } from '../../meta/webhook-json.ts'
import { newId, type ChannelId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'

export type NewWebhookEvent = {
  channelId: ChannelId | null
  /** Meta's field, for example `account_update`. */
  field: string
  /** What it is about inside the field, for example `ACCOUNT_DELETED` or `conflicting_message`. */
  kind: string
  payload: unknown
  occurredAt: Date
  receivedAt: Date
}

/** Two events are the same one, sent again, when field, kind, number and everything in them is the same. */
const digestOf = ({ channelId, field, kind, payload }: NewWebhookEvent): Buffer =>
  createHash('sha256')
    .update(canonicalJson([channelId, field, kind, payload]))
    .digest()

/**
 * Keeps webhook changes whole, whatever they are. Repeats are left out.
 * @returns which of the given events were new, by position.
 */
export async function keepWebhookEvents(
  tx: TenantTx,
  sealer: Sealer,
  events: readonly NewWebhookEvent[],
): Promise<boolean[]> {
  if (events.length === 0) return []
  const digests = events.map(digestOf)
  const keys = digests.map((digest) => digest.toString('hex'))
  const rows = events.flatMap((event, index) => {
    const digest = digests[index]
    if (!digest || keys.indexOf(keys[index] ?? '') !== index) return []
    const { payload, ...facts } = event
    const id = newId()
    const payloadSealed = sealer.sealJson('webhook_event', 'payload_sealed', id, payload)
    return [{ ...facts, id, digest, payloadSealed, tenantId: tx.tenantId }]
  })
  const stored = await tx
    .insertInto('webhookEvent')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['tenantId', 'digest']).doNothing())
    .returning('digest')
    .execute()
  const fresh = new Set(stored.map((row) => row.digest.toString('hex')))
  return keys.map((key, index) => fresh.has(key) && keys.indexOf(key) === index)
}
