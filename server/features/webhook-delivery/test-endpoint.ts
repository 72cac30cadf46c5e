import { sql } from 'kysely'
import type { WebhookTestResult } from '#shared/contracts/webhook-endpoint.ts'
import type { WebhookEventBody } from '#shared/contracts/webhook-event.ts'
import type { TenantTx } from '../../database/database.ts'
import type { GuardedFetch } from '../../platform/guarded-fetch/guarded-fetch.ts'
import { newId, type TenantId, type WebhookEventId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { postSigned } from './attempt-delivery.ts'
import { outcomeOf } from './delivery-outcome.ts'
import { openUrl, type EndpointRow } from './endpoint-store.ts'
import { insertAttempts, type Attempt } from './outcome-store.ts'
import { bodyOf, sealPayload } from './record-events.ts'
import { liveSecretTexts } from './secret-store.ts'

/**
 * Sends one test request now, whether or not the endpoint is enabled, and says what it answered. It is kept in
 * the list of deliveries and never repeated by itself; the endpoint's health does not change.
 */
export async function testEndpoint(
  runtime: Runtime,
  fetch: GuardedFetch,
  tenantId: TenantId,
  endpoint: EndpointRow,
): Promise<WebhookTestResult> {
  const { clock, database, keyring } = runtime
  const sealer = await keyring.forTenant(tenantId)
  const startedAt = clock.now()
  const startedMs = performance.now()
  const eventId = newId<WebhookEventId>()
  const body = Buffer.from(JSON.stringify(testBody(endpoint, eventId, startedAt)))
  const secrets = await database.inTenant(tenantId, (tx) =>
    liveSecretTexts(tx, sealer, endpoint.id, startedAt),
  )
  const url = openUrl(sealer, endpoint.id, endpoint.urlSealed)
  const answer = await postSigned(
    fetch,
    { mode: endpoint.mode, url, secrets },
    { eventId, body, sentAt: startedAt, attempt: 1 },
  )
  const now = clock.now()
  const outcome = outcomeOf(answer, { attemptCount: 1, now, random: 0.5 })
  const durationMs = Math.round(performance.now() - startedMs)
  const attempt: Attempt = {
    delivery: {
      endpointId: endpoint.id,
      eventId,
      orderKey: null,
      fence: 1,
      attemptCount: 1,
      pendingSince: startedAt,
      createdAt: startedAt,
      bodySealed: null,
      leaseUntil: startedAt,
    },
    isProbe: false,
    startedAt,
    durationMs,
    outcome,
  }
  await database.inTenant(tenantId, async (tx) => {
    const bodySealed = sealPayload(sealer, eventId, body)
    await tx
      .insertInto('webhookPayload')
      .values({ tenantId, id: eventId, bodySealed, createdAt: startedAt })
      .execute()
    await insertFinished(tx, attempt, now)
    await insertAttempts(tx, sealer, [attempt])
  })
  return {
    eventId,
    startedAt: startedAt.toISOString(),
    durationMs,
    outcome: outcome.isDelivered ? 'delivered' : 'failed',
    reason: outcome.reason,
    httpStatus: outcome.httpStatus,
    answer: outcome.answer?.toString('utf8') ?? null,
  }
}

/** A delivery that is over with its one attempt. */
async function insertFinished(
  tx: TenantTx,
  { delivery, outcome, startedAt }: Attempt,
  now: Date,
): Promise<void> {
  await sql`
    insert into webhook_delivery (tenant_id, endpoint_id, event_id, event_type, state, fence, attempt_count,
      pending_since, last_reason, last_http_status, created_at, finished_at)
    values (${tx.tenantId}, ${delivery.endpointId}, ${delivery.eventId}, 'endpoint.test',
      ${outcome.isDelivered ? 'delivered' : 'dead'}, 1, 1, ${startedAt}, ${outcome.reason}, ${outcome.httpStatus},
      ${startedAt}, ${now})`.execute(tx)
}

/** For `meta_raw` a text message in Meta's shape, from a number that nobody can have. */
function testBody(endpoint: EndpointRow, eventId: WebhookEventId, at: Date): object {
  if (endpoint.mode === 'standard') {
    const body: WebhookEventBody<'endpoint.test'> = {
      ...bodyOf(eventId, endpoint.tenantId, { type: 'endpoint.test', occurredAt: at }),
      data: { endpointId: endpoint.id },
    }
    return body
  }
  const from = '15550100100'
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '0',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '15550100199', phone_number_id: '0' },
              contacts: [{ profile: { name: 'Keepword test' }, wa_id: from }],
              messages: [
                {
                  from,
                  id: `wamid.test.${eventId}`,
                  timestamp: String(Math.floor(at.getTime() / 1000)),
                  type: 'text',
                  text: { body: 'A test of this webhook address.' },
                },
              ],
            },
          },
        ],
      },
    ],
  }
}
