import { z } from 'zod'
import { PageQuery } from './page.ts'
import { WebhookEventType } from './webhook-event.ts'

/** `standard`: Keepword's events, signed as in Standard Webhooks. `meta_raw`: what Meta sent, signed as Meta signs. */
export const WebhookMode = z.enum(['standard', 'meta_raw'])
export type WebhookMode = z.infer<typeof WebhookMode>

/**
 * `unused`: nothing was sent yet. `failing`: the last attempts failed, deliveries go on by their schedule.
 * `paused`: it failed too often in a row, or asked for a pause; nothing is sent before `pausedUntil`.
 */
export const WebhookHealth = z.object({
  state: z.enum(['unused', 'healthy', 'failing', 'paused']),
  consecutiveFailures: z.number().int(),
  failingSince: z.iso.datetime().nullable(),
  pausedUntil: z.iso.datetime().nullable(),
  lastAttemptAt: z.iso.datetime().nullable(),
  lastSuccessAt: z.iso.datetime().nullable(),
})

export const WebhookEndpoint = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  mode: WebhookMode,
  /** Empty in mode `meta_raw`: everything Meta sends for this workspace. */
  eventTypes: z.array(WebhookEventType),
  /** Requests at the same time, for each delivery process; 1 keeps the order of events while none fails. */
  concurrency: z.number().int(),
  isEnabled: z.boolean(),
  /** `gone`: it answered 410. `failing`: for five days it took nothing. Null: a person decided. */
  disabledReason: z.enum(['gone', 'failing']).nullable(),
  health: WebhookHealth,
  /** Secrets that sign now, newest first; their texts are shown only when they are made. */
  secrets: z.array(
    z.object({
      id: z.string(),
      createdAt: z.iso.datetime(),
      expiresAt: z.iso.datetime().nullable(),
    }),
  ),
  /** What Keepword did to it by itself, newest first, at most ten. */
  notices: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['disabled_gone', 'disabled_failing']),
      createdAt: z.iso.datetime(),
    }),
  ),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>

/** The one answer that holds a secret. */
export const WebhookEndpointWithSecret = WebhookEndpoint.extend({ secret: z.string() })
export type WebhookEndpointWithSecret = z.infer<typeof WebhookEndpointWithSecret>

const EndpointUrl = z.string().trim().min(1).max(2048, 'url must be 2048 characters or fewer')
const EventTypes = z
  .array(WebhookEventType)
  .max(WebhookEventType.options.length)
  .transform((types) => [...new Set(types)])
const Concurrency = z.number().int().min(1).max(32)
const Secret = z.string().max(200)

export const NewWebhookEndpoint = z
  .object({
    url: EndpointUrl,
    description: z.string().trim().max(200).default(''),
    mode: WebhookMode.default('standard'),
    eventTypes: EventTypes.default([]),
    concurrency: Concurrency.default(8),
    /** Made by Keepword when left out. */
    secret: Secret.optional(),
  })
  .refine(({ mode, eventTypes }) => (mode === 'meta_raw') === (eventTypes.length === 0), {
    path: ['eventTypes'],
    error: 'must name at least one event in mode standard, and none in mode meta_raw',
  })
export type NewWebhookEndpoint = z.infer<typeof NewWebhookEndpoint>

export const WebhookEndpointChange = z
  .object({
    url: EndpointUrl,
    description: z.string().trim().max(200),
    eventTypes: EventTypes,
    concurrency: Concurrency,
  })
  .partial()
export type WebhookEndpointChange = z.infer<typeof WebhookEndpointChange>

/** `overlapHours`: how long the secrets of until now still sign beside the new one. */
export const WebhookSecretRotation = z.object({
  overlapHours: z.number().int().min(0).max(168).default(24),
  secret: Secret.optional(),
})
export type WebhookSecretRotation = z.infer<typeof WebhookSecretRotation>

/** Why an attempt failed, or why there will be none. */
export const WebhookFailure = z.enum([
  'status',
  'redirect',
  'gone',
  'timeout',
  'connection',
  'tls',
  'not_http',
  'not_a_url',
  'not_https',
  'credentials_in_url',
  'unresolvable',
  'address_not_allowed',
  'expired',
  'payload_gone',
])
export type WebhookFailure = z.infer<typeof WebhookFailure>

export const WebhookAttempt = z.object({
  startedAt: z.iso.datetime(),
  durationMs: z.number().int(),
  outcome: z.enum(['delivered', 'failed']),
  reason: WebhookFailure.nullable(),
  httpStatus: z.number().int().nullable(),
  /** The beginning of what a receiver answered that did not take it. */
  answer: z.string().nullable(),
})
export type WebhookAttempt = z.infer<typeof WebhookAttempt>

/** One event on its way to one endpoint. `dead`: given up; it can be replayed. */
export const WebhookDelivery = z.object({
  /** The event's id, which every request carries as `webhook-id`. */
  id: z.string(),
  eventType: z.string(),
  state: z.enum(['pending', 'delivered', 'dead']),
  nextAttemptAt: z.iso.datetime().nullable(),
  reason: WebhookFailure.nullable(),
  httpStatus: z.number().int().nullable(),
  /** False once the contents were deleted by age: it cannot be replayed any more. */
  canReplay: z.boolean(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Newest first, at most twenty. */
  attempts: z.array(WebhookAttempt),
})
export type WebhookDelivery = z.infer<typeof WebhookDelivery>

export const WebhookDeliveryQuery = PageQuery.extend({
  state: z.enum(['pending', 'delivered', 'dead']).optional(),
})
export type WebhookDeliveryQuery = z.infer<typeof WebhookDeliveryQuery>

/** Sends again what happened since a time: what was given up, or everything that is not waiting anyway. */
export const WebhookReplay = z.object({
  since: z.iso.datetime(),
  only: z.enum(['dead', 'all']).default('all'),
})
export type WebhookReplay = z.infer<typeof WebhookReplay>

/** `isComplete` false: there were more than one call handles; call again. */
export const WebhookReplayResult = z.object({
  count: z.number().int(),
  isComplete: z.boolean(),
})

/** What the endpoint answered to one test request, just now. */
export const WebhookTestResult = WebhookAttempt.extend({ eventId: z.string() })
export type WebhookTestResult = z.infer<typeof WebhookTestResult>
