import { EventEmitter, once } from 'node:events'
import type { FastifyBaseLogger } from 'fastify'
import type { Faults } from '#simulator/faults/faults.ts'
import { rules } from '#simulator/rules.ts'
import { findApp } from '#simulator/store/app-store.ts'
import type { Store } from '#simulator/store/open-store.ts'
import {
  deleteWebhook,
  insertWebhook,
  listPendingChatKeys,
  markAttemptFailed,
  markDelivered,
  nextPending,
  pruneDelivered,
  type NewWebhook,
  type QueuedWebhook,
} from '#simulator/store/webhook-store.ts'
import type { WebhookClient } from './post-webhook.ts'
import { createSlots } from './slots.ts'
import { signBody } from './signature.ts'

export type WebhookQueue = {
  /** Stores the webhook; it leaves at once when nothing of its chat is before it. */
  enqueue(webhook: NewWebhook): void
  /** Starts what a former run left, and tries waiting ones without waiting further. */
  wakeAll(): void
  close(): Promise<void>
}

type Parts = {
  store: Store
  faults: Faults
  client: WebhookClient
  log: FastifyBaseLogger
  onDelivered: (webhook: QueuedWebhook) => void
}

// A lane is one chat with webhooks to send. It runs while there are any, one at a time:
//   sending    a POST is on the way
//   waiting    the receiver refused; the next attempt comes after a growing gap
//   held       the fault hold_webhooks is armed; it waits to be woken
// The rows are in the database; a lane remembers nothing that a crash may not lose.
export function createWebhookQueue({
  store,
  faults,
  client,
  log,
  onDelivered,
}: Parts): WebhookQueue {
  const lanes = new Map<string, Promise<void>>()
  const signals = new EventEmitter().setMaxListeners(0)
  const slots = createSlots(rules.webhooksInFlightMax.value)
  const closing = new AbortController()
  let deliveredCount = 0

  const start = (chatKey: string) => {
    if (lanes.has(chatKey) || closing.signal.aborted) return
    const run = runLane(chatKey)
      .catch((error: unknown) => log.error({ error }, 'a webhook lane stopped'))
      .finally(() => {
        lanes.delete(chatKey)
        // A row may have come in between the last look and here.
        if (nextPendingUnlessClosed(chatKey) !== undefined) start(chatKey)
      })
    lanes.set(chatKey, run)
  }

  const nextPendingUnlessClosed = (chatKey: string) =>
    closing.signal.aborted ? undefined : nextPending(store, chatKey)

  async function runLane(chatKey: string): Promise<void> {
    for (;;) {
      const webhook = nextPendingUnlessClosed(chatKey)
      if (webhook === undefined) return
      const hold = faults.take('hold_webhooks', webhook.label)
      if (hold !== null) {
        await pause(hold.expiresAtMs === null ? null : hold.expiresAtMs - Date.now())
      } else if (webhook.nextAttemptAtMs > Date.now() && !wokenSince(webhook)) {
        await pause(webhook.nextAttemptAtMs - Date.now())
      } else await sendInOrderOrNot(chatKey, webhook)
    }
  }

  // Waking overrides the gap that had been noted before it.
  let wokenAtMs = 0
  const wokenSince = (webhook: QueuedWebhook) =>
    webhook.nextAttemptAtMs - gapMs(webhook.attemptCount) <= wokenAtMs

  /** Ends after `ms`, when woken, or when the simulator closes. */
  async function pause(ms: number | null): Promise<void> {
    const timeout = ms === null ? [] : [AbortSignal.timeout(Math.max(ms, 1))]
    const signal = AbortSignal.any([closing.signal, ...timeout])
    await once(signals, 'wake', { signal }).catch(() => undefined)
  }

  async function sendInOrderOrNot(chatKey: string, webhook: QueuedWebhook): Promise<void> {
    const reorder = faults.take('reorder_webhooks', webhook.label)
    if (reorder !== null) {
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(reorder.ms ?? 1000)])
      while (!signal.aborted && nextPending(store, chatKey, webhook.webhookId) === undefined) {
        await once(signals, chatKey, { signal }).catch(() => undefined)
      }
      const overtaking = nextPendingUnlessClosed(chatKey)
        ? nextPending(store, chatKey, webhook.webhookId)
        : undefined
      if (overtaking !== undefined) await send(overtaking)
    }
    if (!closing.signal.aborted) await send(webhook)
  }

  async function send(webhook: QueuedWebhook): Promise<void> {
    const app = findApp(store, webhook.appId)
    const url = webhook.url ?? app?.callbackUrl ?? null
    if (app === undefined || url === null) {
      deleteWebhook(store, webhook.webhookId)
      return
    }
    const signature = signBody(webhook.body, app.appSecret)
    const isRepeated = faults.take('duplicate_webhooks', webhook.label) !== null
    await slots.use(async () => {
      const outcome = await client.post(url, webhook.body, signature).then(
        ({ status }) => ({ status, error: status === 200 ? null : `answered ${status}` }),
        (error: unknown) => ({
          status: null,
          error: error instanceof Error ? error.message || error.name : String(error),
        }),
      )
      if (closing.signal.aborted) return
      if (outcome.error === null && outcome.status !== null) {
        markDelivered(store, webhook.webhookId, outcome.status, Date.now())
        onDelivered(webhook)
        deliveredCount += 1
        if (deliveredCount % 200 === 0) pruneDelivered(store, rules.deliveredWebhooksKept.value)
      } else {
        markAttemptFailed(store, webhook.webhookId, {
          status: outcome.status,
          error: outcome.error ?? 'no answer',
          nextAttemptAtMs: Date.now() + gapMs(webhook.attemptCount + 1),
        })
      }
      if (isRepeated) await client.post(url, webhook.body, signature).catch(() => undefined)
    })
  }

  const wakeAll = () => {
    wokenAtMs = Date.now()
    for (const chatKey of listPendingChatKeys(store)) start(chatKey)
    signals.emit('wake')
  }
  faults.onClear(wakeAll)

  return {
    enqueue(webhook) {
      insertWebhook(store, webhook)
      // After the caller's transaction: what is rolled back must not have left.
      queueMicrotask(() => {
        start(webhook.chatKey)
        signals.emit(webhook.chatKey)
      })
    },
    wakeAll,
    async close() {
      closing.abort()
      client.close()
      await Promise.all(lanes.values())
    },
  }
}

/** Doubling from a quarter of a second, capped. */
export const gapMs = (attemptCount: number): number =>
  Math.min(
    rules.webhookFirstRetryMs.value * 2 ** Math.max(attemptCount - 1, 0),
    rules.webhookLastRetryMs.value,
  )
