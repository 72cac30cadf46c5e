import { Agent, errors, type Dispatcher } from 'undici'
import { TargetRefused, guardedConnector } from './guarded-connector.ts'
import {
  readTarget,
  resolveTarget,
  type TargetPolicy,
  type TargetRefusal,
} from './resolve-target.ts'

export type GuardedRequest = {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body?: Uint8Array | string
  /** From the first look-up to the last byte of the answer's head. */
  timeoutMs: number
  /** Of the answer's body; what comes beyond is not read. */
  mostAnswerBytes: number
}

export type GuardedAnswer =
  | {
      kind: 'answered'
      status: number
      headers: Record<string, string | string[] | undefined>
      /** The beginning of the body. */
      body: Buffer
    }
  /** Nothing was sent: this address is not to be called. */
  | { kind: 'refused'; reason: TargetRefusal }
  /** No answer. The request may have arrived all the same. */
  | { kind: 'failed'; reason: 'timeout' | 'connection' | 'tls' | 'not_http' }

export type GuardedFetch = {
  send(request: GuardedRequest): Promise<GuardedAnswer>
  /** Says whether an address could be called now, without calling it. Null: yes. */
  inspect(url: string): Promise<TargetRefusal | null>
  close(): Promise<void>
}

/** Answers are kept open this long for the next request; past that a restarted receiver is met less often. */
const keepAliveMs = 20_000

/**
 * Calls addresses that somebody outside chose: public ones only, over TLS, redirects not followed, little of the
 * answer read, in bounded time. Never throws for what the other side does.
 */
export function createGuardedFetch(policy: TargetPolicy): GuardedFetch {
  const agent = new Agent({
    connect: guardedConnector(policy),
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
    maxHeaderSize: 16 * 1024,
  })
  return {
    send: (request) => send(agent, policy, request),
    inspect: async (text) => {
      const target = readTarget(text, policy)
      if ('refusal' in target) return target.refusal
      const resolved = await resolveTarget(target.url, policy)
      return 'refusal' in resolved ? resolved.refusal : null
    },
    close: () => agent.destroy(),
  }
}

async function send(
  agent: Agent,
  policy: TargetPolicy,
  request: GuardedRequest,
): Promise<GuardedAnswer> {
  const target = readTarget(request.url, policy)
  if ('refusal' in target) return { kind: 'refused', reason: target.refusal }
  const { url } = target
  const signal = AbortSignal.timeout(request.timeoutMs)
  try {
    const answer = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: request.method,
      headers: { 'accept-encoding': 'identity', ...request.headers },
      body: request.body ?? null,
      signal,
    })
    return {
      kind: 'answered',
      status: answer.statusCode,
      headers: answer.headers,
      body: await beginningOf(answer.body, request.mostAnswerBytes),
    }
  } catch (error) {
    return signal.aborted ? { kind: 'failed', reason: 'timeout' } : failureOf(error)
  }
}

/**
 * Reads no more than so much of a body. A longer one ends the connection, so that nothing more comes in; one
 * that stops halfway is taken as far as it came: the status has said what there is to know.
 */
async function beginningOf(body: Dispatcher.ResponseData['body'], mostBytes: number) {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      sizeBytes += chunk.length
      if (sizeBytes >= mostBytes) break
    }
  } catch {
    // Aborted by the time limit or by the other side.
  }
  return Buffer.concat(chunks).subarray(0, mostBytes)
}

/** Codes of Node's that speak of the certificate or the handshake. */
const tlsCode = /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/

function failureOf(error: unknown): GuardedAnswer {
  for (let fault = error; fault instanceof Error; fault = fault.cause) {
    if (fault instanceof TargetRefused) return { kind: 'refused', reason: fault.refusal }
    if (fault instanceof errors.HTTPParserError || fault instanceof errors.HeadersOverflowError)
      return { kind: 'failed', reason: 'not_http' }
    const { code } = fault as { code?: unknown }
    if (typeof code !== 'string') continue
    if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'UND_ERR_HEADERS_TIMEOUT')
      return { kind: 'failed', reason: 'timeout' }
    if (tlsCode.test(code)) return { kind: 'failed', reason: 'tls' }
  }
  return { kind: 'failed', reason: 'connection' }
}
