import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { createGraphClient } from '#server/meta/create-graph-client.ts'
import type { GraphClient } from '#server/meta/graph-client.ts'
import { createLog } from '#server/platform/log.ts'

export type GraphRequest = {
  method: string
  path: string
  token: string | null
  headers: IncomingMessage['headers']
  bytes: Buffer
  /** The parsed body of JSON requests; empty otherwise. */
  body: Record<string, unknown>
}

/** `hang up`: the request arrives, the connection ends without an answer. */
export type GraphAnswer =
  | { status: number; body: object; headers?: Record<string, string> }
  | { status: number; bytes: Buffer; headers?: Record<string, string> }
  | 'hang up'

export const graphError = (code: number, status = 400): GraphAnswer => ({
  status,
  body: {
    error: {
      message: `(#${code}) Refused for the test`,
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', details: 'Details of the refusal' },
      fbtrace_id: 'Atest',
    },
  },
})

let serial = 0

/** The usual answer to a send: accepted, with a new wamid. */
export const acceptSend = (): GraphAnswer => {
  serial += 1
  return {
    status: 200,
    body: {
      messaging_product: 'whatsapp',
      contacts: [{ input: '+447700900123', wa_id: '447700900123' }],
      messages: [{ id: `wamid.fake${serial}` }],
    },
  }
}

/**
 * An HTTP server in Meta's place that answers as the test says, with a real client in front of it. Unlike the
 * simulator it knows no rules.
 */
export async function startFakeGraph() {
  const requests: GraphRequest[] = []
  const arrivals = new EventEmitter().setMaxListeners(0)
  let answer: (request: GraphRequest) => GraphAnswer | Promise<GraphAnswer> = acceptSend

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const received = await readRequest(request)
    requests.push(received)
    arrivals.emit('request')
    const given = await answer(received)
    if (given === 'hang up') {
      request.socket.destroy()
      return
    }
    const isJson = 'body' in given
    response.writeHead(given.status, {
      'content-type': isJson ? 'application/json' : 'application/octet-stream',
      ...given.headers,
    })
    response.end(isJson ? JSON.stringify(given.body) : given.bytes)
  }
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client: GraphClient = createGraphClient({
    baseUrl: url,
    version: 'v26.0',
    log: createLog('silent'),
  })
  return {
    url,
    client,
    requests,
    /** Sends only, without read marks and uploads. */
    sends: () => requests.filter(({ path, body }) => path.endsWith('/messages') && !body['status']),
    answerWith: (next: typeof answer) => {
      answer = next
    },
    async waitForRequests(count: number): Promise<void> {
      const signal = AbortSignal.timeout(10_000)
      while (requests.length < count) await once(arrivals, 'request', { signal })
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await client.close()
    },
  }
}

async function readRequest(request: IncomingMessage): Promise<GraphRequest> {
  const bytes = await buffer(request)
  const isJson = request.headers['content-type'] === 'application/json'
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    token: request.headers.authorization?.replace('Bearer ', '') ?? null,
    headers: request.headers,
    bytes,
    body: isJson ? (JSON.parse(bytes.toString('utf8')) as Record<string, unknown>) : {},
  }
}
