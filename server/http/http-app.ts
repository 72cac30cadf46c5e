import cookie from '@fastify/cookie'
import { fastify, type FastifyReply, type FastifyRequest } from 'fastify'
import {
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { databaseFault } from '../database/database-fault.ts'
import type { Clock } from '../platform/clock.ts'
import { newId } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import { ProblemError, type FieldError } from '../platform/problem.ts'
import type { Access, Caller } from './access.ts'
import { logAccess } from './access-log.ts'
import { dropBody } from './drop-body.ts'
import { httpProblem } from './http-problems.ts'

export type HttpApp = ReturnType<typeof createHttpApp>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call this route. Every route must say it: the server refuses to start otherwise. */
    access?: Access
    /** Called all day by programs: logged at `debug` while it answers well. */
    isQuiet?: boolean
    /** An answer that stays open; how long says nothing. */
    isStream?: boolean
  }
  interface FastifyRequest {
    /** Set on every route whose access is a permission. */
    callerOrNull: Caller | null
  }
}

/** Bodies of `/v1` calls; webhooks and uploads set their own limits. */
const bodyLimitBytes = 1024 * 1024

export function createHttpApp(options: {
  log: Log
  clock?: Clock
  metrics?: Metrics
  trustProxy?: boolean
}) {
  const app = fastify({
    logger: false,
    trustProxy: options.trustProxy ?? false,
    bodyLimit: bodyLimitBytes,
    genReqId: () => newId(),
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorateRequest('callerOrNull', null)
  void app.register(cookie)
  app.addHook('onRoute', (route) => {
    if (!route.config?.access)
      throw new Error(`route ${String(route.method)} ${route.url} does not say who may call it`)
  })
  app.addHook('onSend', async (request, reply) => {
    void reply.header('x-request-id', request.id)
    // Pages count windows down by the server's clock, which differs from theirs, and in a demo can jump.
    if (options.clock) void reply.header('x-keepword-now', options.clock.now().toISOString())
  })
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error, request)
    if (problem.status >= 500)
      options.log.error(
        { err: error, requestId: request.id, route: request.routeOptions.url },
        'request failed',
      )
    return sendProblem(problem, request, reply)
  })
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      httpProblem('not_found', `There is nothing at ${request.method} ${pathOf(request)}.`),
      request,
      reply,
    ),
  )
  logAccess(app, options)
  // Access is decided before the body is read: an unknown caller cannot make us parse 1 MB.
  return app
}

/** The caller of a route that asks for a permission. @throws when the route is public: a mistake of ours. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.callerOrNull) throw new Error(`${request.routeOptions.url} has no caller`)
  return request.callerOrNull
}

/** How long a caller should wait while something of ours is away. */
const retryAfterSeconds = 5

async function sendProblem(problem: ProblemError, request: FastifyRequest, reply: FastifyReply) {
  if (await dropBody(request.raw)) void reply.removeHeader('connection')
  if (problem.status === 503) void reply.header('retry-after', String(retryAfterSeconds))
  return reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({
      type: `https://keepword.example/problems/${problem.code}`,
      title: problem.title,
      status: problem.status,
      code: problem.code,
      detail: problem.detail,
      requestId: request.id,
      ...(problem.errors ? { errors: problem.errors } : {}),
    })
}

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? ''

function toProblem(error: unknown, request: FastifyRequest): ProblemError {
  if (error instanceof ProblemError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors: FieldError[] = error.validation.map((issue) => ({
      path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: issue.message ?? 'is not valid',
    }))
    const detail = errors.map(({ path, message }) =>
      path && !message.startsWith(path) ? `${path}: ${message}` : message,
    )
    return httpProblem('invalid_request', `${detail.join('; ')}.`, errors)
  }
  const known = error as { statusCode?: number; code?: string; message?: string }
  if (known.statusCode === 413)
    return httpProblem('too_large', `The body of ${pathOf(request)} is larger than allowed here.`)
  if (known.statusCode === 415)
    return httpProblem(
      'unsupported_media_type',
      known.message ?? 'This content type is not taken here.',
    )
  if (known.statusCode && known.statusCode >= 400 && known.statusCode < 500)
    return httpProblem('invalid_request', known.message ?? 'The request cannot be read.')
  // Nothing of the request has taken effect: its transaction is gone with the connection.
  if (databaseFault(error) === 'outage')
    return httpProblem('unavailable', 'The database is away; send the request again in a moment.')
  return httpProblem(
    'internal',
    'Something broke on our side; it was recorded under this request id.',
  )
}
