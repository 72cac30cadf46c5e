import type { GuardedFetch } from '../../platform/guarded-fetch/guarded-fetch.ts'
import type { TenantId, WebhookEndpointId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { attemptDelivery, attemptTimeoutMs } from './attempt-delivery.ts'
import { attemptRecorder } from './attempt-recorder.ts'
import {
  claimDeliveries,
  commitWithoutWaiting,
  dueEndpoints,
  releaseDeliveries,
  takeProbe,
  type ClaimedDelivery,
  type DueEndpoint,
} from './claim-store.ts'
import { EndpointQueue, isProbed, type Target } from './endpoint-queue.ts'
import { openUrl } from './endpoint-store.ts'
import type { RequestBudget } from './request-budget.ts'
import { openSecret } from './secret-store.ts'

/** Time for what waits behind the first requests, and for writing down what came of them. */
const leaseMs = 30_000
/** A request may last its whole time, and its outcome wants to be written before the claim ends. */
const neededMs = attemptTimeoutMs + 5_000

export type TenantDeliveries = {
  /** Looks for due deliveries now. */
  look(): void
  readonly isIdle: boolean
  /** Claims nothing more, gives back what has not begun, and waits for what has. */
  close(): Promise<void>
}

/**
 * Sends one tenant's deliveries: claims what is due for endpoints that have room, lets each endpoint's queue send
 * it, and writes outcomes down in batches. A process that dies leaves claims that end by themselves: then another
 * sends the same again, under the same `webhook-id`.
 */
export function openTenantDeliveries(
  runtime: Runtime,
  tenantId: TenantId,
  { fetch, budget }: { fetch: GuardedFetch; budget: RequestBudget },
): TenantDeliveries {
  const { clock, database, keyring, log } = runtime
  const queues = new Map<WebhookEndpointId, EndpointQueue>()
  /** Endpoints for which more may be due than was claimed. */
  const more = new Set<WebhookEndpointId>()
  let looking: Promise<void> | null = null
  let looksAgain = false
  let isClosing = false

  const giveBack = async (claimed: readonly ClaimedDelivery[]): Promise<void> => {
    try {
      await database.inTenant(tenantId, (tx) => releaseDeliveries(tx, claimed, clock.now()))
    } catch (error) {
      log.warn(
        { err: error, tenantId },
        'claimed deliveries were not given back; they become due later',
      )
    }
  }

  const recorder = attemptRecorder(runtime, tenantId, (stopped) => {
    const dropped = [...stopped].flatMap((id) => queues.get(id)?.dropWaiting() ?? [])
    if (dropped.length > 0) void giveBack(dropped)
    if (more.size > 0) look()
  })

  const send = async (sealer: Sealer, target: Target, delivery: ClaimedDelivery): Promise<void> => {
    try {
      const attempt = await attemptDelivery(
        { ...runtime, tenantId, sealer, fetch },
        target,
        delivery,
      )
      recorder.add(attempt)
    } catch (error) {
      const { endpointId, eventId } = delivery
      log.error({ err: error, endpointId, eventId }, 'a delivery could not be handled')
    }
    if (more.has(target.id) && (queues.get(target.id)?.room(target) ?? 0) > 0) look()
  }

  const queueOf = (sealer: Sealer, target: Target): EndpointQueue => {
    const known = queues.get(target.id)
    if (known) return known
    const queue = new EndpointQueue({
      target,
      budget,
      send: (...call) => send(sealer, ...call),
      now: () => clock.now(),
      neededMs,
    })
    queues.set(target.id, queue)
    return queue
  }

  const lookOnce = async (): Promise<void> => {
    const sealer = await keyring.forTenant(tenantId)
    const now = clock.now()
    const { targets, wanted, claimed } = await database.inTenant(tenantId, async (tx) => {
      await commitWithoutWaiting(tx)
      const targets: Target[] = []
      const wanted: { endpointId: WebhookEndpointId; limit: number }[] = []
      more.clear()
      for (const endpoint of await dueEndpoints(tx, now)) {
        const target = openTarget(sealer, endpoint)
        const limit = queueOf(sealer, target).room(target)
        if (limit === 0) {
          more.add(target.id)
          continue
        }
        const until = new Date(now.getTime() + neededMs)
        if (target.isProbed && !(await takeProbe(tx, target.id, { now, until }))) continue
        targets.push(target)
        wanted.push({ endpointId: target.id, limit })
      }
      const leaseUntil = new Date(now.getTime() + leaseMs)
      return { targets, wanted, claimed: await claimDeliveries(tx, wanted, { now, leaseUntil }) }
    })
    if (isClosing) return giveBack(claimed)
    const ofEndpoint = Map.groupBy(claimed, (delivery) => delivery.endpointId)
    for (const { endpointId, limit } of wanted)
      if (ofEndpoint.get(endpointId)?.length === limit) more.add(endpointId)
    for (const target of targets)
      queueOf(sealer, target).add(target, ofEndpoint.get(target.id) ?? [])
  }

  const mayLookAgain = () => looksAgain && !isClosing

  const lookUntilDone = async (): Promise<void> => {
    try {
      while (mayLookAgain()) {
        looksAgain = false
        await lookOnce()
      }
    } catch (error) {
      log.warn(
        { err: error, tenantId },
        'deliveries could not be claimed; the next sweep tries again',
      )
    } finally {
      looking = null
    }
  }

  const look = (): void => {
    if (isClosing) return
    looksAgain = true
    looking ??= lookUntilDone()
  }

  return {
    look,
    get isIdle() {
      return looking === null && recorder.isIdle && queues.values().every((queue) => queue.isIdle)
    },
    close: async () => {
      isClosing = true
      await looking
      const waiting = [...queues.values()].flatMap((queue) => queue.dropWaiting())
      if (waiting.length > 0) await giveBack(waiting)
      await Promise.all(queues.values().map((queue) => queue.settled()))
      await recorder.settled()
    },
  }
}

const openTarget = (sealer: Sealer, endpoint: DueEndpoint): Target => ({
  id: endpoint.id,
  mode: endpoint.mode,
  concurrency: endpoint.concurrency,
  url: openUrl(sealer, endpoint.id, endpoint.urlSealed),
  secrets: endpoint.secretIds.flatMap((id, index) => {
    const sealed = endpoint.secretsSealed[index]
    return sealed ? [openSecret(sealer, id, sealed)] : []
  }),
  isProbed: isProbed(endpoint),
})
