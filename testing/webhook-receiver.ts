import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export type ReceivedRequest = { path: string; headers: IncomingHttpHeaders; body: Buffer }

type Answer = (
  request: ReceivedRequest,
  answer: Parameters<RequestListener>[1],
) => void | Promise<void>

/** Somebody's program that takes webhooks: keeps what comes and answers 204, or as it is told. */
export async function startWebhookReceiver(
  first: Answer = (_request, answer) => void answer.writeHead(204).end(),
) {
  const requests: ReceivedRequest[] = []
  let waiting: { count: number; resolve: () => void }[] = []
  let answering = first
  const server = createServer((incoming, answer) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of incoming) chunks.push(chunk as Buffer)
      const request = {
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks),
      }
      requests.push(request)
      for (const one of waiting) if (requests.length >= one.count) one.resolve()
      waiting = waiting.filter((one) => requests.length < one.count)
      await answering(request, answer)
    })().catch(() => answer.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    requests,
    /** From now on it answers so. */
    answerWith: (next: Answer) => {
      answering = next
    },
    /** Resolves once so many requests have come in all. */
    received: async (count: number): Promise<ReceivedRequest[]> => {
      if (requests.length < count)
        await new Promise<void>((resolve) => waiting.push({ count, resolve }))
      return requests
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Answers with this status, and nothing more. */
export const withStatus =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (_request, answer) =>
    void answer.writeHead(status, headers).end()
