import type { TenantId, WebhookEventId } from '../../platform/ids.ts'
import type { GuardedFetch } from '../../platform/guarded-fetch/guarded-fetch.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { findPayload, type ClaimedDelivery } from './claim-store.ts'
import { mostAnswerBytes, outcomeOf, type AttemptOutcome } from './delivery-outcome.ts'
import type { Target } from './endpoint-queue.ts'
import type { Attempt } from './outcome-store.ts'
import { openPayload } from './record-events.ts'
import { giveUpAfterMs } from './retry-schedule.ts'
import { signatureHeaders } from './sign-delivery.ts'

/** From the name look-up to the answer's head. A receiver that needs longer should answer first and work later. */
export const attemptTimeoutMs = 10_000

type AttemptRuntime = Pick<Runtime, 'clock' | 'database' | 'log'> & {
  tenantId: TenantId
  sealer: Sealer
  fetch: GuardedFetch
}

/** Makes one attempt. Nothing is written down here. */
export async function attemptDelivery(
  runtime: AttemptRuntime,
  target: Target,
  delivery: ClaimedDelivery,
): Promise<Attempt> {
  const { clock } = runtime
  const startedAt = clock.now()
  const startedMs = performance.now()
  const body = await payloadOf(runtime, delivery)
  const outcome = body ? await send(runtime, target, { ...delivery, body, startedAt }) : payloadGone
  return {
    delivery,
    isProbe: target.isProbed,
    startedAt,
    durationMs: Math.round(performance.now() - startedMs),
    outcome,
  }
}

const payloadGone: AttemptOutcome = {
  isDelivered: false,
  reason: 'payload_gone',
  httpStatus: null,
  answer: null,
  nextAttemptAt: null,
  pauseUntil: null,
  isGone: false,
}

async function payloadOf(
  { database, log, tenantId, sealer }: AttemptRuntime,
  { eventId, bodySealed }: ClaimedDelivery,
): Promise<Buffer | null> {
  const sealed = bodySealed ?? (await database.inTenant(tenantId, (tx) => findPayload(tx, eventId)))
  try {
    return sealed && openPayload(sealer, eventId, sealed)
  } catch (error) {
    log.error({ err: error, eventId }, 'the contents of an event cannot be opened')
    return null
  }
}

async function send(
  { fetch, clock }: AttemptRuntime,
  target: Target,
  delivery: Pick<ClaimedDelivery, 'eventId' | 'attemptCount' | 'fence' | 'pendingSince'> & {
    body: Buffer
    startedAt: Date
  },
): Promise<AttemptOutcome> {
  const answer = await postSigned(fetch, target, {
    eventId: delivery.eventId,
    body: delivery.body,
    sentAt: delivery.startedAt,
    attempt: delivery.fence,
  })
  const now = clock.now()
  const outcome = outcomeOf(answer, {
    attemptCount: delivery.attemptCount,
    now,
    random: Math.random(),
  })
  const isTooOld = now.getTime() - delivery.pendingSince.getTime() >= giveUpAfterMs
  return isTooOld ? { ...outcome, nextAttemptAt: null } : outcome
}

/** One signed request to an endpoint. */
export const postSigned = (
  fetch: GuardedFetch,
  { mode, url, secrets }: Pick<Target, 'mode' | 'url' | 'secrets'>,
  event: { eventId: WebhookEventId; body: Buffer; sentAt: Date; attempt: number },
) =>
  fetch.send({
    url,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Keepword/1',
      ...signatureHeaders({ mode, secrets, ...event }),
    },
    body: event.body,
    timeoutMs: attemptTimeoutMs,
    mostAnswerBytes,
  })
