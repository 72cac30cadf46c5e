import { openEarlierEnvelope, openEnvelope } from '#server/features/messages/messages.ts'
import type { MessageId, TenantId } from '#server/platform/ids.ts'
import type { Runtime } from '#server/runtime/runtime.ts'
import { tenantRows } from './tenant-rows.ts'

/** Everything of Meta's that a tenant's rows hold, opened. */
export async function storedWebhooks(
  runtime: Pick<Runtime, 'database' | 'keyring'>,
  tenantId: TenantId,
) {
  const sealer = await runtime.keyring.forTenant(tenantId)
  const all = <
    Table extends 'message' | 'messageEdit' | 'messageStatus' | 'messageChange' | 'webhookEvent',
  >(
    table: Table,
  ) => tenantRows(runtime.database, tenantId, table)
  const messages = (await all('message')).map((row) => ({
    row,
    envelope: openEnvelope(sealer, row.id as MessageId, row.contentSealed),
  }))
  const edits = (await all('messageEdit')).map((row) => ({
    row,
    envelope: openEarlierEnvelope(sealer, row.id, row.contentSealed),
  }))
  const statuses = (await all('messageStatus')).map((row) => ({
    row,
    envelope: sealer.openJson<object>('message_status', 'raw_sealed', row.id, row.rawSealed),
  }))
  const changes = (await all('messageChange')).map((row) => ({
    row,
    envelope: sealer.openJson<object>('message_change', 'raw_sealed', row.id, row.rawSealed),
  }))
  const events = (await all('webhookEvent')).map((row) => ({
    row,
    envelope: sealer.openJson<object>('webhook_event', 'payload_sealed', row.id, row.payloadSealed),
  }))
  return { messages, edits, statuses, changes, events }
}

export type StoredWebhooks = Awaited<ReturnType<typeof storedWebhooks>>

/** Every object that stands anywhere in what was stored, as canonical text: to ask whether something is there. */
export function storedParts(stored: StoredWebhooks): Set<string> {
  const parts = new Set<string>()
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    parts.add(canonical(value))
    for (const inner of Object.values(value)) collect(inner)
  }
  for (const rows of Object.values(stored)) for (const { envelope } of rows) collect(envelope)
  return parts
}

/** JSON with sorted keys; kept apart from the server's own, which it checks. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
