import { findApp, listSubscriptions } from '#simulator/store/app-store.ts'
import type { BusinessNumber } from '#simulator/store/number-store.ts'
import type { World } from '#simulator/world.ts'
import { toMetaJson } from './meta-json.ts'

export type WebhookChange = {
  number: BusinessNumber
  /** Null for somebody who does not exist here; their webhooks are ordered by `recipient`. */
  personId: string | null
  recipient?: string | null
  field: 'messages' | 'user_preferences'
  /** Names the webhook in the log and for faults, for example `messages.text`, `statuses.read`. */
  label: string
  value: Record<string, unknown>
  /** The person's message this webhook carries; its delivery shows the second tick. */
  wamid?: string
}

/** Queues one single-item webhook for each app that listens to the WABA and has a callback. */
export function sendWebhook(world: World, change: WebhookChange): void {
  const { number, field, value } = change
  const subscriptions = listSubscriptions(world.store, number.wabaId)
  if (subscriptions.length === 0) return
  const body = toMetaJson({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: number.wabaId,
        changes: [
          {
            value: {
              messaging_product: 'whatsapp',
              metadata: {
                display_phone_number: number.displayPhoneNumber.replace(/\D/g, ''),
                phone_number_id: number.phoneNumberId,
              },
              ...value,
            },
            field,
          },
        ],
      },
    ],
  })
  for (const { appId, overrideCallbackUrl } of subscriptions) {
    // As with Meta: without a callback nothing is kept for later.
    if (!overrideCallbackUrl && !findApp(world.store, appId)?.callbackUrl) continue
    world.webhooks.enqueue({
      appId,
      chatKey: `${appId}:${number.phoneNumberId}:${change.personId ?? change.recipient ?? ''}`,
      label: change.label,
      wamid: change.wamid ?? null,
      url: overrideCallbackUrl,
      body,
      createdAtMs: Date.now(),
    })
  }
}
