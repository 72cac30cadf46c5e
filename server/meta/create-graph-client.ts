import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { Agent, request, type Dispatcher } from 'undici'
import type { Log } from '../platform/log.ts'
import {
  GraphRefusal,
  type GraphChannel,
  type GraphClient,
  type GraphError,
  type MediaFacts,
  type SendOutcome,
} from './graph-client.ts'
import { mayCarryToken } from './media-hosts.ts'
import { readGraphError, readMediaFacts, readSendAnswer } from './read-graph-answer.ts'
import { SendConnections } from './send-connections.ts'

const connectTimeoutMs = 5_000
/** Meta answers sends within a second or two; after this long the outcome counts as unknown. */
const answerTimeoutMs = 30_000
/** Between two pieces of a media download or upload. */
const idleTimeoutMs = 30_000
/** For everything but sends, which have connections of their own. */
const connectionsPerHost = 64
const defaultSendConnections = 256

/** Lookaside refuses downloads that do not say who asks. */
const userAgent = 'Keepword/1'

/**
 * The Graph API over HTTP. Answers of Meta's are translated here, once; nothing above this file knows its
 * snake_case. Tokens leave only in the Authorization header.
 */
export function createGraphClient(options: {
  baseUrl: string
  version: string
  log: Log
  /** Requests to send that may be on their way at once. */
  sendConnections?: number
}): GraphClient {
  const { baseUrl, version, log } = options
  const base = new URL(baseUrl)
  const sends = new SendConnections(
    base.origin,
    options.sendConnections ?? defaultSendConnections,
    {
      connect: { timeout: connectTimeoutMs },
      headersTimeout: answerTimeoutMs,
      bodyTimeout: idleTimeoutMs,
      keepAliveTimeout: 10_000,
    },
  )
  const sendPath = `${base.pathname.replace(/\/$/, '')}/${version}`
  const agent = new Agent({
    connect: { timeout: connectTimeoutMs },
    headersTimeout: answerTimeoutMs,
    bodyTimeout: idleTimeoutMs,
    connections: connectionsPerHost,
    keepAliveTimeout: 10_000,
  })
  const call = (
    channel: GraphChannel,
    path: string,
    init: { method: 'GET' | 'POST'; body?: string | Readable; headers?: Record<string, string> },
  ): Promise<Dispatcher.ResponseData> =>
    request(`${baseUrl}/${version}/${path}`, {
      dispatcher: agent,
      method: init.method,
      headers: {
        authorization: `Bearer ${channel.accessToken}`,
        'user-agent': userAgent,
        ...init.headers,
      },
      body: init.body ?? null,
    })
  const postJson = (channel: GraphChannel, body: object) =>
    call(channel, `${channel.phoneNumberId}/messages`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })

  return {
    sendMessage: async (channel, body) => {
      try {
        const answer = await sends.request({
          path: `${sendPath}/${channel.phoneNumberId}/messages`,
          method: 'POST',
          headers: {
            authorization: `Bearer ${channel.accessToken}`,
            'user-agent': userAgent,
            'content-type': 'application/json',
          },
          body: JSON.stringify(body),
        })
        return sendOutcome(answer.status, answer.headers, answer.text)
      } catch (error) {
        const reason = failureReason(error)
        log.warn({ reason }, 'a send to the Graph API got no answer')
        return { kind: hasSurelyNotLeft(error) ? 'not_sent' : 'unknown', reason }
      }
    },
    markRead: async (channel, wamid, { isTyping }) => {
      await answerOf(
        await postJson(channel, {
          messaging_product: 'whatsapp',
          status: 'read',
          message_id: wamid,
          ...(isTyping ? { typing_indicator: { type: 'text' } } : {}),
        }),
      )
    },
    uploadMedia: async (channel, file) => {
      const form = multipartBody(file)
      const answer = await answerOf(
        await call(channel, `${channel.phoneNumberId}/media`, { method: 'POST', ...form }),
      )
      if (typeof answer['id'] !== 'string') throw unreadable('uploaded media')
      return answer['id']
    },
    mediaFacts: async (channel, metaMediaId) => {
      const query = new URLSearchParams({ phone_number_id: channel.phoneNumberId })
      const path = `${encodeURIComponent(metaMediaId)}?${query.toString()}`
      const facts: MediaFacts | null = readMediaFacts(
        await answerOf(await call(channel, path, { method: 'GET' })),
      )
      if (!facts) throw unreadable('media')
      return facts
    },
    downloadMedia: async (channel, url) => {
      if (!mayCarryToken(url, baseUrl))
        throw new Error('the media address is not one of Meta’s; the access token stays here')
      const answer = await request(url, {
        dispatcher: agent,
        headers: { authorization: `Bearer ${channel.accessToken}`, 'user-agent': userAgent },
      })
      if (answer.statusCode !== 200)
        throw new GraphRefusal(
          refusalOf(answer.statusCode, answer.headers, await answer.body.text()),
        )
      const length = Number(answer.headers['content-length'])
      return {
        bytes: answer.body,
        sizeBytes: answer.headers['content-length'] && Number.isFinite(length) ? length : null,
      }
    },
    close: async () => {
      await Promise.all([agent.close(), sends.close()])
    },
  }
}

/** The JSON object of an answer. @throws GraphRefusal when Meta said no. */
async function answerOf(answer: Dispatcher.ResponseData): Promise<Record<string, unknown>> {
  const text = await answer.body.text()
  if (answer.statusCode !== 200)
    throw new GraphRefusal(refusalOf(answer.statusCode, answer.headers, text))
  const parsed = parseObject(text)
  if (!parsed) throw unreadable('the call')
  return parsed
}

function sendOutcome(
  status: number,
  headers: Dispatcher.ResponseData['headers'],
  text: string,
): SendOutcome {
  const parsed = parseObject(text)
  if (status === 200) {
    const accepted = parsed && readSendAnswer(parsed)
    return accepted
      ? { kind: 'accepted', ...accepted, fbtraceId: fbtraceOf(headers) }
      : { kind: 'unknown', reason: 'the answer to the send cannot be read' }
  }
  // A gateway that gave up may have passed the request on: only Meta's own error says that nothing was sent.
  if (status >= 500 && !(parsed && readGraphError(status, parsed)))
    return { kind: 'unknown', reason: `HTTP ${status} without an error of the Graph API` }
  return { kind: 'refused', error: refusalOf(status, headers, text) }
}

function refusalOf(
  status: number,
  headers: Dispatcher.ResponseData['headers'],
  text: string,
): GraphError {
  const parsed = parseObject(text)
  const error = parsed && readGraphError(status, parsed)
  if (error) return { ...error, fbtraceId: error.fbtraceId ?? fbtraceOf(headers) }
  return {
    httpStatus: status,
    // Something between Meta and us answered; `1` is Meta's own code for "bad request or server fault".
    code: 1,
    subcode: null,
    title: `HTTP ${status}`,
    details: null,
    fbtraceId: fbtraceOf(headers),
  }
}

function fbtraceOf(headers: Dispatcher.ResponseData['headers']): string | null {
  const value = headers['x-fb-trace-id']
  return typeof value === 'string' ? value : null
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

const unreadable = (what: string) =>
  new Error(`the Graph API answered 200, but not in its documented shape, about ${what}`)

/** Failures that end before the first byte of the request: no name, no route, nobody listening, no TLS. */
const neverLeft = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CLOSED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

const codeOf = (error: unknown): string | null => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : null
}

const hasSurelyNotLeft = (error: unknown): boolean => {
  const code = codeOf(error)
  if (
    code !== null &&
    (neverLeft.has(code) || code.startsWith('ERR_TLS') || code.startsWith('CERT_'))
  )
    return true
  // A host with several addresses fails with all its reasons at once.
  return error instanceof AggregateError && error.errors.length > 0
    ? error.errors.every(hasSurelyNotLeft)
    : false
}

const failureReason = (error: unknown): string =>
  codeOf(error) ?? (error instanceof Error ? error.name : 'unknown failure')

/** A multipart body of known length, so that files stream through without being held. */
function multipartBody(file: {
  bytes: Readable
  mimeType: string
  fileName: string
  sizeBytes: number
}): { body: Readable; headers: Record<string, string> } {
  const boundary = `keepword-${randomBytes(18).toString('hex')}`
  const field = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const fileName = file.fileName.replace(/["\\\r\n]/g, '_')
  const head = Buffer.from(
    `${field('messaging_product', 'whatsapp')}${field('type', file.mimeType)}--${boundary}\r\n` +
      `content-disposition: form-data; name="file"; filename="${fileName}"\r\n` +
      `content-type: ${file.mimeType}\r\n\r\n`,
  )
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  async function* parts() {
    yield head
    yield* file.bytes as AsyncIterable<Buffer>
    yield tail
  }
  return {
    body: Readable.from(parts()),
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(head.length + file.sizeBytes + tail.length),
    },
  }
}
