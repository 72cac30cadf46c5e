import type { WebhookMode } from '#shared/contracts/webhook-endpoint.ts'
import type { GuardedFetch } from '../../platform/guarded-fetch/guarded-fetch.ts'
import type { TargetRefusal } from '../../platform/guarded-fetch/resolve-target.ts'
import { webhookDeliveryProblem } from './webhook-delivery-problems.ts'

/** Endpoints of one tenant: each costs a row for every event it hears. */
export const mostEndpoints = 20

const sentences: Record<TargetRefusal, string> = {
  not_a_url: 'url must be an absolute address, like https://example.com/hooks.',
  not_https: 'url must begin with https://.',
  credentials_in_url: 'url must not hold a user name or password.',
  unresolvable: 'The name in url cannot be found.',
  address_not_allowed:
    'url leads to an address that is private, reserved or of this machine; only public ones are called.',
}

/**
 * Refuses addresses that would not be called. A name that is not known yet is taken: it is resolved and checked
 * again for every connection.
 * @throws target_not_allowed
 */
export async function checkUrl(fetch: GuardedFetch, url: string): Promise<void> {
  const refusal = await fetch.inspect(url)
  if (refusal && refusal !== 'unresolvable')
    throw webhookDeliveryProblem('target_not_allowed', sentences[refusal])
}

/** @throws events_invalid when a change would leave an endpoint without events, or give some to a raw one. */
export function checkEventTypes(mode: WebhookMode, eventTypes: readonly string[]): void {
  if ((mode === 'meta_raw') === (eventTypes.length === 0)) return
  throw webhookDeliveryProblem(
    'events_invalid',
    mode === 'meta_raw'
      ? 'eventTypes must be empty in mode meta_raw: everything Meta sends is forwarded.'
      : 'eventTypes must name at least one event; disable the endpoint to stop them all.',
  )
}
