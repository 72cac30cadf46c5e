import type { FastifyReply, FastifyRequest } from 'fastify'
import { permissions, permissionsOf, type Caller, type Permission } from '../../http/access.ts'
import type { HttpApp } from '../../http/http-app.ts'
import { httpProblem } from '../../http/http-problems.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { findLiveApiKey, findLiveSession, prolongSession } from './account-store-across-tenants.ts'
import { hashApiKey } from './api-keys.ts'
import { sessionCookieName, sessionDays, setSessionCookie } from './session-cookie.ts'
import { readSessionToken, signSessionToken } from './session-token.ts'

const csrfHeader = 'x-keepword-request'

/**
 * Decides before a body is read whether a request may go on: route → access → caller → permission.
 * Sessions and keys are looked up on every request, so revoking one works at once.
 */
export function authenticateRequests(app: HttpApp, runtime: Runtime): void {
  app.addHook('onRequest', async (request, reply) => {
    const access = request.routeOptions.config.access
    if (access === undefined || access === 'public') return
    const caller = await findCaller(runtime, request, reply)
    if (!caller)
      throw httpProblem(
        'unauthenticated',
        'Sign in, or send a valid API key as "Authorization: Bearer kw_live_…".',
      )
    if (access !== 'signed-in' && !caller.permissions.includes(access))
      throw httpProblem(
        'forbidden',
        `This needs the permission "${access}", which you do not have.`,
      )
    request.callerOrNull = caller
  })
}

async function findCaller(
  runtime: Runtime,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller | null> {
  const authorization = request.headers.authorization
  if (authorization !== undefined) return callerOfKey(runtime, authorization)
  const token = request.cookies[sessionCookieName]
  return token ? callerOfSession(runtime, request, reply, token) : null
}

async function callerOfKey(runtime: Runtime, authorization: string): Promise<Caller | null> {
  const secretHash = hashApiKey(authorization.replace(/^Bearer +/i, ''))
  if (!secretHash) return null
  const key = await findLiveApiKey(runtime.database, secretHash, new Date())
  if (!key) return null
  return {
    kind: 'api-key',
    apiKeyId: key.id,
    tenantId: key.tenantId,
    name: key.name,
    permissions: key.permissions.filter(isPermission),
  }
}

const isPermission = (name: string): name is Permission =>
  (permissions as readonly string[]).includes(name)

async function callerOfSession(
  runtime: Runtime,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<Caller | null> {
  const read = await readSessionToken(runtime.keyring, token)
  if (!read) return null
  // Sessions end by real time: a jump of the simulator's clock must not sign people out.
  const now = new Date()
  const session = await findLiveSession(runtime.database, read.sessionId, now)
  if (!session || session.tenantStatus !== 'active') return null
  refuseForgedRequest(request)
  if (read.isStale) {
    const expiresAt = new Date(now.getTime() + sessionDays * 24 * 60 * 60 * 1000)
    await prolongSession(runtime.database, session.sessionId, { lastSeenAt: now, expiresAt })
    setSessionCookie(
      reply,
      runtime.config,
      await signSessionToken(runtime.keyring, session.sessionId),
    )
  }
  return {
    kind: 'member',
    tenantId: session.tenantId,
    userId: session.userId,
    sessionId: session.sessionId,
    role: session.role,
    name: session.name,
    permissions: permissionsOf(session),
  }
}

/** A browser sends the cookie with requests that other sites cause; they cannot send our header, nor our origin. */
function refuseForgedRequest(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin, host } = request.headers
  const isForeign = origin !== undefined && URL.parse(origin)?.host !== host
  if (isForeign || request.headers[csrfHeader] === undefined)
    throw httpProblem(
      'forbidden',
      `Requests with a session cookie must come from this origin and carry the header ${csrfHeader}.`,
    )
}
