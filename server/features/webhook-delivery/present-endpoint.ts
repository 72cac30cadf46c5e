import type { WebhookEndpoint } from '#shared/contracts/webhook-endpoint.ts'
import type { TenantTx } from '../../database/database.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import { noticesOf, openUrl, type EndpointRow } from './endpoint-store.ts'
import { liveSecrets } from './secret-store.ts'

const mostNotices = 10

/** Endpoints as the API shows them, in the order of `rows`; without the texts of secrets. */
export async function presentEndpoints(
  tx: TenantTx,
  sealer: Sealer,
  rows: readonly EndpointRow[],
  now: Date,
): Promise<WebhookEndpoint[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const secrets = Map.groupBy(await liveSecrets(tx, ids, now), (secret) => secret.endpointId)
  const notices = Map.groupBy(await noticesOf(tx, ids, mostNotices), (one) => one.endpointId)
  return rows.map((row) => ({
    id: row.id,
    url: openUrl(sealer, row.id, row.urlSealed),
    description: row.description,
    mode: row.mode,
    eventTypes: row.eventTypes,
    concurrency: row.concurrency,
    isEnabled: row.isEnabled,
    disabledReason: row.disabledReason as WebhookEndpoint['disabledReason'],
    health: healthOf(row, now),
    secrets: (secrets.get(row.id) ?? []).map(({ id, createdAt, expiresAt }) => ({
      id,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
    })),
    notices: (notices.get(row.id) ?? []).map(({ id, kind, createdAt }) => ({
      id,
      kind,
      createdAt: createdAt.toISOString(),
    })),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }))
}

function healthOf(row: EndpointRow, now: Date): WebhookEndpoint['health'] {
  const isPaused = row.pausedUntil !== null && row.pausedUntil > now
  return {
    state: isPaused
      ? 'paused'
      : row.consecutiveFailures > 0
        ? 'failing'
        : row.lastAttemptAt
          ? 'healthy'
          : 'unused',
    consecutiveFailures: row.consecutiveFailures,
    failingSince: row.failingSince?.toISOString() ?? null,
    pausedUntil: isPaused ? (row.pausedUntil?.toISOString() ?? null) : null,
    lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
    lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
  }
}
