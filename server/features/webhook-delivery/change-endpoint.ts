import type {
  NewWebhookEndpoint,
  WebhookEndpointChange,
  WebhookSecretRotation,
} from '#shared/contracts/webhook-endpoint.ts'
import type { TenantTx } from '../../database/database.ts'
import { addJob } from '../../jobs/jobs.ts'
import { newId, type WebhookEndpointId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import { checkEventTypes, mostEndpoints } from './check-endpoint.ts'
import { checkedSecretText, newSecretText } from './endpoint-secret.ts'
import {
  countEndpoints,
  deleteEndpoint,
  insertEndpoint,
  sealUrl,
  updateEndpoint,
  type EndpointRow,
} from './endpoint-store.ts'
import { removeEndpointTask, type RemoveEndpointPayload } from './housekeeping.ts'
import { endSecrets, insertSecret, liveSecrets } from './secret-store.ts'
import { webhookDeliveryProblem } from './webhook-delivery-problems.ts'

/** Secrets that sign at the same time; each makes the header of every request longer. */
const mostSecrets = 4

const hourMs = 60 * 60_000

/**
 * Makes an endpoint, off, with its first secret. The address was checked before.
 * @returns the secret's text, which is shown once.
 * @throws too_many_endpoints, secret_invalid
 */
export async function addEndpoint(
  tx: TenantTx,
  sealer: Sealer,
  wanted: NewWebhookEndpoint,
  now: Date,
): Promise<{ id: WebhookEndpointId; secret: string }> {
  const { url, secret: given, mode, description, eventTypes, concurrency } = wanted
  const secret = given === undefined ? newSecretText(mode) : checkedSecretText(mode, given)
  if ((await countEndpoints(tx)) >= mostEndpoints)
    throw webhookDeliveryProblem(
      'too_many_endpoints',
      `A workspace may have at most ${mostEndpoints} webhook endpoints.`,
    )
  const id = newId<WebhookEndpointId>()
  await insertEndpoint(tx, {
    id,
    urlSealed: sealUrl(sealer, id, url),
    description,
    mode,
    eventTypes,
    concurrency,
    createdAt: now,
  })
  await insertSecret(tx, sealer, { endpointId: id, text: secret, createdAt: now })
  return { id, secret }
}

/** Changes what is given. @throws events_invalid */
export async function changeEndpoint(
  tx: TenantTx,
  sealer: Sealer,
  { id, mode }: EndpointRow,
  { url, ...change }: WebhookEndpointChange,
  now: Date,
): Promise<void> {
  if (change.eventTypes) checkEventTypes(mode, change.eventTypes)
  await updateEndpoint(tx, id, {
    ...change,
    ...(url === undefined ? {} : { urlSealed: sealUrl(sealer, id, url) }),
    updatedAt: now,
  })
}

/** Lets an endpoint hear what happens from now on, with a clean record. What still waits for it goes out. */
export const enableEndpoint = (tx: TenantTx, id: WebhookEndpointId, now: Date): Promise<void> =>
  updateEndpoint(tx, id, {
    isEnabled: true,
    disabledReason: null,
    consecutiveFailures: 0,
    failingSince: null,
    pausedUntil: null,
    updatedAt: now,
  })

/** Stops an endpoint: nothing new is written for it, and what waits stays for three days at most. */
export const stopEndpoint = (tx: TenantTx, id: WebhookEndpointId, now: Date): Promise<void> =>
  updateEndpoint(tx, id, { isEnabled: false, disabledReason: null, updatedAt: now })

/**
 * Adds a secret that signs at once; those of until now sign `overlapHours` longer.
 * @returns its text, which is shown once.
 * @throws secret_invalid, too_many_secrets
 */
export async function rotateSecret(
  tx: TenantTx,
  sealer: Sealer,
  { id, mode }: EndpointRow,
  { overlapHours, secret: given }: WebhookSecretRotation,
  now: Date,
): Promise<string> {
  const secret = given === undefined ? newSecretText(mode) : checkedSecretText(mode, given)
  await endSecrets(tx, id, { at: new Date(now.getTime() + overlapHours * hourMs), now })
  if ((await liveSecrets(tx, [id], now)).length >= mostSecrets)
    throw webhookDeliveryProblem(
      'too_many_secrets',
      `At most ${mostSecrets} secrets sign at the same time: rotate with a shorter overlapHours, or wait until one has ended.`,
    )
  await insertSecret(tx, sealer, { endpointId: id, text: secret, createdAt: now })
  return secret
}

/** Removes an endpoint at once; its deliveries follow in a job, for there may be many. */
export async function removeEndpoint(tx: TenantTx, id: WebhookEndpointId): Promise<void> {
  await deleteEndpoint(tx, id)
  const payload: RemoveEndpointPayload = { tenantId: tx.tenantId, endpointId: id }
  await addJob(tx, { task: removeEndpointTask, payload })
}
