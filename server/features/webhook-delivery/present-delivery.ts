import type { WebhookAttempt, WebhookDelivery } from '#shared/contracts/webhook-endpoint.ts'
import type { TenantTx } from '../../database/database.ts'
import type { WebhookEndpointId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import { attemptsOf, type AttemptRow, type DeliveryRow } from './delivery-list-store.ts'
import { openAnswer } from './outcome-store.ts'

const mostAttempts = 20

/** Deliveries of one endpoint with their attempts, in the order of `rows`. */
export async function presentDeliveries(
  tx: TenantTx,
  sealer: Sealer,
  endpointId: WebhookEndpointId,
  rows: readonly DeliveryRow[],
): Promise<WebhookDelivery[]> {
  const ids = rows.map((row) => row.eventId)
  const attempts = Map.groupBy(
    await attemptsOf(tx, endpointId, ids, mostAttempts),
    (attempt) => attempt.eventId,
  )
  return rows.map((row) => ({
    id: row.eventId,
    eventType: row.eventType,
    state: row.state,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    reason: row.lastReason as WebhookDelivery['reason'],
    httpStatus: row.lastHttpStatus,
    canReplay: row.hasPayload,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    attempts: (attempts.get(row.eventId) ?? []).map((attempt) =>
      presentAttempt(sealer, endpointId, attempt),
    ),
  }))
}

const presentAttempt = (
  sealer: Sealer,
  endpointId: WebhookEndpointId,
  row: AttemptRow,
): WebhookAttempt => ({
  startedAt: row.startedAt.toISOString(),
  durationMs: row.durationMs,
  outcome: row.outcome,
  reason: row.reason as WebhookAttempt['reason'],
  httpStatus: row.httpStatus,
  answer: row.answerSealed
    ? openAnswer(sealer, { endpointId, eventId: row.eventId, fence: row.fence }, row.answerSealed)
    : null,
})
