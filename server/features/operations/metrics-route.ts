import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { HttpApp } from '../../http/http-app.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { operationsProblem } from './operations-problems.ts'

/**
 * `GET /metrics`, for Prometheus. With METRICS_TOKEN set, every reader needs it; without, only this machine may
 * read. A request that a proxy passed on comes from this machine too, but not its reader: it needs the token.
 */
export function metricsRoute(
  app: HttpApp,
  { config, metrics }: Pick<Runtime, 'config' | 'metrics'>,
): void {
  app.get(
    '/metrics',
    {
      config: { access: 'public', isQuiet: true },
      schema: { hide: true },
      onRequest: async (request, reply) => {
        if (config.metricsToken === null) refuseOthers(request)
        else if (!isToken(request.headers.authorization, config.metricsToken)) {
          void reply.header('www-authenticate', 'Bearer')
          throw operationsProblem(
            'metrics_token_wrong',
            'Send the value of METRICS_TOKEN as "Authorization: Bearer …".',
          )
        }
      },
    },
    async (_request, reply) => {
      const { contentType, text } = await metrics.read()
      return reply.header('cache-control', 'no-store').type(contentType).send(text)
    },
  )
}

/** Headers that proxies add to what they pass on. */
const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const

function refuseOthers(request: FastifyRequest): void {
  const isPassedOn = proxyHeaders.some((name) => request.headers[name] !== undefined)
  if (isLoopback(request.socket.remoteAddress ?? '') && !isPassedOn) return
  throw operationsProblem(
    'metrics_not_from_here',
    'Set METRICS_TOKEN to read the metrics from another machine or through a proxy.',
  )
}

const isLoopback = (address: string): boolean =>
  /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address) || address === '::1'

/** Compares digests, so that neither time nor length tells anything about the token. */
function isToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1] ?? ''
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}
