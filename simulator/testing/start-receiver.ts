import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export type ReceivedWebhook = {
  raw: string
  signature: string | undefined
  /** `entry[0].changes[0].field` and `.value`. */
  field: string
  value: WebhookValue
}

type Item = Record<string, unknown>

type StatusItem = {
  id: string
  status: string
  timestamp: string
  recipient_id?: string
  recipient_user_id?: string
  biz_opaque_callback_data?: string
  conversation?: { id: string; expiration_timestamp?: string; origin: { type: string } }
  pricing?: { billable: boolean; pricing_model: string; type: string; category: string }
  errors?: { code: number; title: string }[]
}

type WebhookValue = {
  metadata: { display_phone_number: string; phone_number_id: string }
  contacts?: Item[]
  messages?: Item[]
  statuses?: StatusItem[]
  user_preferences?: Item[]
}

/** Only a test that fails waits this long. */
const waitLimitMs = 30_000

export const verifyToken = 'let-me-in'

/** What a business runs: answers Meta's handshake and keeps every webhook. */
export async function startReceiver({ port = 0 } = {}) {
  const received: ReceivedWebhook[] = []
  const arrivals = new EventEmitter().setMaxListeners(0)
  const answers: (number | 'hang up')[] = []
  let challenges = 0

  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://receiver')
      if (request.method === 'GET') {
        challenges += 1
        const isKnown = url.searchParams.get('hub.verify_token') === verifyToken
        response.writeHead(isKnown ? 200 : 403)
        response.end(isKnown ? url.searchParams.get('hub.challenge') : '')
        return
      }
      const raw = await text(request)
      const answer = answers.shift() ?? 200
      if (answer === 'hang up') request.socket.destroy()
      else response.writeHead(answer).end()
      received.push({ ...readWebhook(raw), raw, signature: signatureOf(request.headers) })
      arrivals.emit('webhook')
    })()
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const { port: openPort } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${openPort}/webhook`,
    port: openPort,
    received,
    challengeCount: () => challenges,
    /** The next POSTs are answered with these instead of 200. */
    answerNext: (...next: (number | 'hang up')[]) => void answers.push(...next),
    /** Resolves with the first webhook, past or to come, that fits. */
    async waitFor(fits: (webhook: ReceivedWebhook) => boolean): Promise<ReceivedWebhook> {
      const signal = AbortSignal.timeout(waitLimitMs)
      for (;;) {
        const found = received.find(fits)
        if (found !== undefined) return found
        await once(arrivals, 'webhook', { signal })
      }
    },
    async waitForCount(count: number): Promise<void> {
      const signal = AbortSignal.timeout(waitLimitMs)
      while (received.length < count) await once(arrivals, 'webhook', { signal })
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const signatureOf = (headers: Record<string, unknown>): string | undefined =>
  headers['x-hub-signature-256'] as string | undefined

function readWebhook(raw: string): Pick<ReceivedWebhook, 'field' | 'value'> {
  try {
    const body = JSON.parse(raw) as {
      entry: { changes: { field: string; value: WebhookValue }[] }[]
    }
    const change = body.entry[0]?.changes[0]
    if (change !== undefined) return change
  } catch {
    // Some tests post what is no webhook at all.
  }
  return { field: '', value: { metadata: { display_phone_number: '', phone_number_id: '' } } }
}

export const isStatus =
  (status: string, wamid?: string) =>
  ({ value }: ReceivedWebhook): boolean =>
    value.statuses?.[0]?.status === status &&
    (wamid === undefined || value.statuses[0].id === wamid)

export const isMessage =
  (type: string) =>
  ({ value }: ReceivedWebhook): boolean =>
    value.messages?.[0]?.['type'] === type
