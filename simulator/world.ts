import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from './clock/clock.ts'
import type { EventHub } from './events/event-hub.ts'
import type { Faults } from './faults/faults.ts'
import type { RateLimits } from './graph/rate-limits.ts'
import type { MediaFiles } from './media/media-files.ts'
import type { TypingIndicators } from './messages/typing-indicators.ts'
import type { SettingsStore } from './settings.ts'
import type { Store } from './store/open-store.ts'
import type { Timers } from './timers.ts'
import type { WebhookClient } from './webhooks/post-webhook.ts'
import type { WebhookQueue } from './webhooks/webhook-queue.ts'

/** Everything a part of the simulator may touch; one per running simulator. */
export type World = {
  readonly store: Store
  readonly clock: Clock
  readonly settings: SettingsStore
  readonly events: EventHub
  readonly faults: Faults
  readonly limits: RateLimits
  readonly files: MediaFiles
  readonly timers: Timers
  readonly typing: TypingIndicators
  readonly webhookClient: WebhookClient
  readonly webhooks: WebhookQueue
  readonly log: FastifyBaseLogger
  /** Origin under which media are downloaded; known once the port is open. */
  publicUrl: string
}
