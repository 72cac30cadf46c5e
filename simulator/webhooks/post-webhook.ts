import http from 'node:http'
import https from 'node:https'
import { rules } from '#simulator/rules.ts'

type Posted = { status: number; answer: string }

export type WebhookClient = {
  post(url: string, body: string, signature: string | null): Promise<Posted>
  get(url: string): Promise<Posted>
  close(): void
}

const maxAnswerBytes = 64 * 1024

/** Plain node:http: the exact bytes go out, connections are reused, redirects are not followed. */
export function createWebhookClient(): WebhookClient {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 64 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 64 }),
  }

  const exchange = (target: string, method: string, headers: object, body: string | null) =>
    new Promise<Posted>((resolve, reject) => {
      const url = new URL(target)
      const isHttps = url.protocol === 'https:'
      const request = (isHttps ? https : http).request(
        url,
        {
          method,
          agent: agents[isHttps ? 'https:' : 'http:'],
          headers: { 'User-Agent': 'facebookexternalua', Accept: '*/*', ...headers },
          signal: AbortSignal.timeout(rules.webhookAnswerTimeoutMs.value),
        },
        (response) => {
          let answer = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => {
            if (answer.length < maxAnswerBytes) answer += chunk
          })
          response.on('end', () => resolve({ status: response.statusCode ?? 0, answer }))
          response.on('error', reject)
        },
      )
      request.on('error', reject)
      request.end(body)
    })

  return {
    post: (url, body, signature) =>
      exchange(
        url,
        'POST',
        {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(body),
          ...(signature === null ? {} : { 'X-Hub-Signature-256': signature }),
        },
        body,
      ),
    get: (url) => exchange(url, 'GET', {}, null),
    close() {
      agents['http:'].destroy()
      agents['https:'].destroy()
    },
  }
}
