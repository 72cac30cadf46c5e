import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import { messageIdOfCallback } from './callback-id.ts'
import { metaErrorCode, metaErrorCodes } from './error-codes.ts'
import type { GraphClient, SendOutcome, SendTrace } from './graph-client.ts'

/**
 * Counts, times and logs every send, whoever makes it. The line names the request that made the message,
 * the message, and Meta's trace id, which Meta's support asks for.
 */
export function measureGraphClient(
  graph: GraphClient,
  { log, metrics }: { log: Log; metrics: Metrics },
): GraphClient {
  const outcomes = metrics.counter({
    name: 'keepword_send_outcomes_total',
    help: "Answers to requests that send a message, by class and Meta's error code (none: no error).",
    labels: ['class', 'code'],
  })
  const duration = metrics.histogram({
    name: 'keepword_send_duration_seconds',
    help: 'Time until Meta answered a request that sends a message.',
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  })
  return {
    ...graph,
    sendMessage: async (channel, body, trace) => {
      const startedAtMs = performance.now()
      const outcome = await graph.sendMessage(channel, body, trace)
      const durationMs = performance.now() - startedAtMs
      duration.observe(durationMs / 1000)
      outcomes.inc(labelsOf(outcome))
      logOutcome(log, { ...trace, messageId: messageIdOf(body), durationMs }, outcome)
      return outcome
    },
  }
}

const listed = new Set(metaErrorCodes.map((row) => row.code))

/** Codes that the table does not know fall together: Meta may invent any number of them. */
function labelsOf(outcome: SendOutcome): { class: string; code: string } {
  if (outcome.kind !== 'refused') return { class: outcome.kind, code: 'none' }
  const { code } = outcome.error
  return { class: metaErrorCode(code).class, code: listed.has(code) ? String(code) : 'unlisted' }
}

const messageIdOf = (body: Record<string, unknown>): string | null => {
  const callback = body['biz_opaque_callback_data']
  return typeof callback === 'string' ? messageIdOfCallback(callback) : null
}

function logOutcome(
  log: Log,
  { durationMs, ...ids }: Partial<SendTrace> & { messageId: string | null; durationMs: number },
  outcome: SendOutcome,
): void {
  const isFine = outcome.kind === 'accepted'
  const level = isFine ? 'debug' : 'info'
  if (!log.isLevelEnabled(level)) return
  const facts = { ...ids, outcome: outcome.kind, durationMs: Math.round(durationMs) }
  if (isFine) log.debug({ ...facts, fbtraceId: outcome.fbtraceId }, 'message sent')
  else if (outcome.kind === 'refused') {
    const { code, subcode, httpStatus, fbtraceId } = outcome.error
    log.info({ ...facts, code, subcode, httpStatus, fbtraceId }, 'message refused')
  } else log.info({ ...facts, reason: outcome.reason }, 'message got no answer')
}
