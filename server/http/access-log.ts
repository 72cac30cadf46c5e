import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'

/**
 * One line and one measurement for each answered request. A route is told by its pattern: paths and query strings
 * hold ids, searches and signed links.
 *
 * Routes that programs call all day (`isQuiet`) are logged at `debug` while all is well; what goes wrong on them
 * is logged like everywhere else.
 */
export function logAccess(
  app: Pick<FastifyInstance, 'addHook'>,
  options: { log: Log; metrics?: Metrics | undefined },
): void {
  const { log, metrics } = options
  const duration = metrics?.histogram({
    name: 'keepword_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer. Event streams are left out.',
    labels: ['method', 'route', 'code'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  })

  app.addHook('onResponse', async (request, reply) => {
    const { isQuiet = false, isStream = false } = request.routeOptions.config
    const route = routeOf(request)
    const status = reply.statusCode
    if (!isStream)
      duration?.observe(
        { method: request.method, route, code: String(status) },
        reply.elapsedTime / 1000,
      )
    const level = isQuiet && status < 400 ? 'debug' : 'info'
    if (!log.isLevelEnabled(level)) return
    log[level](
      {
        requestId: request.id,
        method: request.method,
        route,
        status,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
        ...callerFacts(request),
        ...factsOf(reply),
      },
      'request',
    )
  })
}

const routeOf = (request: FastifyRequest): string =>
  request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched')

function callerFacts({ callerOrNull: caller }: FastifyRequest): Record<string, string> {
  if (!caller) return {}
  const { kind, tenantId } = caller
  return { caller: kind, callerId: kind === 'member' ? caller.userId : caller.apiKeyId, tenantId }
}

const facts = new WeakMap<FastifyReply, Record<string, string | number>>()

/** Adds ids and counts to the request's line in the log, for whoever follows it further. Never contents. */
export function noteInAccessLog(reply: FastifyReply, more: Record<string, string | number>): void {
  facts.set(reply, { ...facts.get(reply), ...more })
}

const factsOf = (reply: FastifyReply): Record<string, string | number> => facts.get(reply) ?? {}
