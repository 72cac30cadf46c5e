import { after } from 'node:test'
import type {
  NewWebhookEndpoint,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpointWithSecret,
} from '#shared/contracts/webhook-endpoint.ts'
import {
  startDeliveries,
  webhookEndpointRoutes,
} from '#server/features/webhook-delivery/webhook-delivery.ts'
import { drainJournal } from '#server/features/webhook-intake/webhook-intake.ts'
import type { Runtime } from '#server/runtime/runtime.ts'
import { createTestApi, memberCaller, type CallerApi } from './test-api.ts'
import { createTestRuntime, type TestRuntime } from './test-runtime.ts'
import { bodyFor, webhookApp } from './webhooks.ts'

let shared: Promise<Awaited<ReturnType<typeof openWorld>>> | undefined

// Cloning a database takes longer than most tests: the tests of a file share one, each with tenants of its own.
after(async () => {
  await (await shared)?.close()
})

async function openWorld() {
  const runtime = await createTestRuntime()
  const api = await createTestApi(runtime, (app) => webhookEndpointRoutes(app, runtime))
  const meta = webhookApp(runtime)
  const close = async () => {
    await api[Symbol.asyncDispose]()
    await meta.app.close()
    await runtime[Symbol.asyncDispose]()
  }
  return { runtime, api, meta, close }
}

/** One tenant with one number and a member who manages its webhook endpoints. */
export async function createDeliveryWorld() {
  shared ??= openWorld()
  const { runtime, api, meta } = await shared
  const tenantId = await runtime.given.tenant()
  const channel = await runtime.given.channel(tenantId)
  const caller = api.as(memberCaller(tenantId, await runtime.given.member(tenantId)))
  return {
    runtime,
    tenantId,
    channel,
    api: caller,
    /** An endpoint for everything, enabled unless told otherwise. */
    endpoint: (url: string, wanted: Partial<NewWebhookEndpoint> = {}, isEnabled = true) =>
      givenEndpoint(caller, url, wanted, isEnabled),
    shownEndpoint: async (id: string) =>
      (await caller.get(`/v1/webhook-endpoints/${id}`)).body as WebhookEndpoint,
    deliveriesOf: async (id: string, query = '') =>
      (
        (await caller.get(`/v1/webhook-endpoints/${id}/deliveries${query}`)).body as {
          data: WebhookDelivery[]
        }
      ).data,
    /** Meta posts a webhook about this tenant's number, and it is applied. */
    receive: async (value: object, field = 'messages') => {
      await postRaw(meta, channel.appId, bodyFor(channel, value, field))
      await drainJournal(runtime)
    },
    postRaw: (body: string | object) => postRaw(meta, channel.appId, body),
    drain: () => drainJournal(runtime),
    start: (instead: Partial<Runtime> = {}) => startTestDeliveries({ ...runtime, ...instead }),
    moveClock: (ms: number) => moveClock(runtime, ms),
  }
}

export type DeliveryWorld = Awaited<ReturnType<typeof createDeliveryWorld>>

async function postRaw(meta: ReturnType<typeof webhookApp>, appId: string, body: string | object) {
  const answer = await meta.post(appId, body)
  if (answer.statusCode !== 200) throw new Error(`webhook refused: ${answer.body}`)
}

async function givenEndpoint(
  caller: CallerApi,
  url: string,
  wanted: Partial<NewWebhookEndpoint>,
  isEnabled: boolean,
): Promise<WebhookEndpointWithSecret> {
  const eventTypes: NewWebhookEndpoint['eventTypes'] =
    wanted.mode === 'meta_raw'
      ? []
      : [
          'message.received',
          'message.updated',
          'message.status',
          'conversation.updated',
          'contact.updated',
        ]
  const made = await caller.post('/v1/webhook-endpoints', { url, eventTypes, ...wanted })
  if (made.status !== 201) throw new Error(`endpoint refused: ${JSON.stringify(made.body)}`)
  const endpoint = made.body as WebhookEndpointWithSecret
  if (isEnabled) await caller.post(`/v1/webhook-endpoints/${endpoint.id}/enable`)
  return endpoint
}

function startTestDeliveries(runtime: Runtime) {
  const deliveries = startDeliveries(runtime)
  let closing: Promise<void> | null = null
  const close = () => (closing ??= deliveries.close())
  return { close, [Symbol.asyncDispose]: close }
}

/** Moves the time on, and has the delivery service look again. */
function moveClock({ clock, wakeups }: TestRuntime, ms: number): void {
  clock.setOffsetMs(clock.offsetMs + ms)
  wakeups.wake('delivery')
}
