import assert from 'node:assert/strict'
import type { Person } from '#simulator/store/person-store.ts'
import { startSimulator, type SimulatorOptions } from '#simulator/start-simulator.ts'
import { startReceiver, verifyToken } from './start-receiver.ts'

export const phoneNumberId = '106540352242922'
export const wabaId = '102290129340398'
export const accessToken = 'token-of-the-shop'
export const appSecret = 'test_app_secret'
export const annWaId = '447700900123'

export type Answer<T = Record<string, unknown>> = { status: number; body: T }

export type GraphErrorBody = {
  error: {
    message: string
    type: string
    code: number
    error_subcode?: number
    error_data: { messaging_product: string; details: string }
    fbtrace_id: string
  }
}

export type SentBody = {
  messaging_product: string
  contacts: { input: string; wa_id?: string; user_id?: string }[]
  messages: { id: string; message_status?: string }[]
}

async function call<T>(
  url: string,
  {
    method = 'GET',
    body,
    headers = {},
  }: { method?: string; body?: unknown; headers?: object } = {},
): Promise<Answer<T>> {
  const isForm = body instanceof FormData
  const response = await fetch(url, {
    method,
    headers: {
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      ...(headers as Record<string, string>),
    },
    ...(body === undefined
      ? {}
      : { body: isForm || typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T }
}

/**
 * A simulator with a shop, its receiver and Ann, who is online; a bundle of its own per test.
 * Statuses follow at once.
 */
export async function startTestSimulator(options: Partial<SimulatorOptions> = {}) {
  const receiver = await startReceiver()
  const simulator = await startSimulator({
    port: 0,
    dataDir: null,
    logLevel: 'error',
    statusDelayMs: 0,
    ...options,
  })
  const { url } = simulator
  const api = <T = Record<string, unknown>>(method: string, path: string, body?: unknown) =>
    call<T>(`${url}/simulator/api${path}`, { method, body })
  const graph = <T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    token: string | null = accessToken,
  ) =>
    call<T>(`${url}/v26.0${path}`, {
      method,
      body,
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    })

  const app = await api('PUT', '/apps/app-1', {
    appSecret,
    verifyToken,
    callbackUrl: receiver.url,
  })
  assert.deepEqual(app.body, { verified: true })
  await api('PUT', `/numbers/${phoneNumberId}`, {
    wabaId,
    businessId: 'portfolio-1',
    displayPhoneNumber: '+1 555-010-0001',
    verifiedName: 'Lucky Shrub',
    accessToken,
  })
  const person = async (details: Record<string, unknown>): Promise<Person> => {
    const { status, body } = await api<Person>('POST', '/people', details)
    assert.equal(status, 201)
    return body
  }
  const ann = await person({ id: 'ann', name: 'Ann', waId: annWaId })
  const chat = (personId: string) => `/people/${personId}/chats/${phoneNumberId}`

  return {
    url,
    api,
    graph,
    receiver,
    ann,
    person,
    chat,
    /** Somebody writes to the shop; without more it is Ann saying hello. */
    async write(message: Record<string, unknown> = {}, personId = 'ann'): Promise<string> {
      const body = { type: 'text', text: { body: 'Hello' }, ...message }
      const answer = await api<{ id: string }>('POST', `${chat(personId)}/messages`, body)
      assert.equal(answer.status, 201, JSON.stringify(answer.body))
      return answer.body.id
    },
    /** The shop sends; by default a text to Ann. */
    send: (message: Record<string, unknown> = {}) =>
      graph<SentBody & GraphErrorBody>('POST', `/${phoneNumberId}/messages`, {
        messaging_product: 'whatsapp',
        to: annWaId,
        type: 'text',
        ...(message['type'] === undefined ? { text: { body: 'Good day' } } : {}),
        ...message,
      }),
    messagesOf: async (personId = 'ann') =>
      (await api<Record<string, unknown>[]>('GET', `${chat(personId)}/messages`)).body,
    flush: () => api('POST', '/webhooks/flush'),
    async [Symbol.asyncDispose]() {
      await simulator.close()
      await receiver[Symbol.asyncDispose]()
    },
  }
}

export type TestSimulator = Awaited<ReturnType<typeof startTestSimulator>>

/** The wamid of an accepted message; fails the test when it was refused. */
export function wamidOf(answer: Answer<SentBody & GraphErrorBody>): string {
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const [message] = answer.body.messages
  assert.ok(message)
  return message.id
}

export const codeOf = (answer: Answer<GraphErrorBody>): number => {
  assert.ok(answer.status >= 400, JSON.stringify(answer.body))
  return answer.body.error.code
}

/** An 8-bit grey PNG of one pixel. */
export const pngBytes = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
)

export function mediaForm(
  bytes: Uint8Array<ArrayBuffer>,
  mime: string,
  filename = 'file',
): FormData {
  const form = new FormData()
  form.append('messaging_product', 'whatsapp')
  form.append('type', mime)
  form.append('file', new Blob([bytes], { type: mime }), filename)
  return form
}
