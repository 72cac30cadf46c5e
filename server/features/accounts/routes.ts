import { z } from 'zod'
import { Session, SignIn } from '#shared/contracts/session.ts'
import { permissionsOf } from '../../http/access.ts'
import { callerOf, type HttpApp } from '../../http/http-app.ts'
import { httpProblem } from '../../http/http-problems.ts'
import { newId, type SessionId } from '../../platform/ids.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { accountProblem } from './account-problems.ts'
import {
  findLiveSession,
  findUserByEmail,
  insertSession,
  revokeSession,
} from './account-store-across-tenants.ts'
import { clearSessionCookie, sessionDays, setSessionCookie } from './session-cookie.ts'
import { signSessionToken } from './session-token.ts'
import { passwordFits } from './users.ts'

export function accountRoutes(
  app: HttpApp,
  runtime: Runtime,
  options: { simulatorUrl: string | null },
): void {
  const { database } = runtime

  const present = async (sessionId: SessionId): Promise<Session> => {
    const session = await findLiveSession(database, sessionId, new Date())
    if (!session) throw httpProblem('unauthenticated', 'This session has ended; sign in again.')
    return {
      user: { id: session.userId, name: session.name, email: session.email },
      workspace: {
        id: session.tenantId,
        name: session.workspaceName,
        timeZone: session.timeZone,
      },
      role: session.role,
      permissions: [...permissionsOf(session)],
      simulatorUrl: options.simulatorUrl,
    }
  }

  app.post(
    '/v1/session',
    { config: { access: 'public' }, schema: { body: SignIn, response: { 200: Session } } },
    async (request, reply) => {
      const user = await findUserByEmail(database, request.body.email)
      const fits = await passwordFits(request.body.password, user?.passwordHash ?? null)
      if (!user || !fits)
        throw accountProblem(
          'wrong_credentials',
          'This e-mail address and password do not belong together.',
        )
      const now = new Date()
      const sessionId = newId<SessionId>()
      await insertSession(database, {
        id: sessionId,
        userId: user.userId,
        tenantId: user.tenantId,
        userAgent: request.headers['user-agent']?.slice(0, 400) ?? null,
        createdAt: now,
        expiresAt: new Date(now.getTime() + sessionDays * 24 * 60 * 60 * 1000),
      })
      setSessionCookie(reply, runtime.config, await signSessionToken(runtime.keyring, sessionId))
      return present(sessionId)
    },
  )

  app.get(
    '/v1/session',
    { config: { access: 'signed-in' }, schema: { response: { 200: Session } } },
    async (request) => {
      const caller = callerOf(request)
      if (caller.kind !== 'member')
        throw httpProblem('forbidden', 'An API key has no session; it needs none.')
      return present(caller.sessionId)
    },
  )

  app.delete(
    '/v1/session',
    { config: { access: 'signed-in' }, schema: { response: { 204: z.undefined() } } },
    async (request, reply) => {
      const caller = callerOf(request)
      if (caller.kind === 'member') await revokeSession(database, caller.sessionId, new Date())
      clearSessionCookie(reply, runtime.config)
      return reply.status(204).send()
    },
  )
}
