import bcrypt from 'bcrypt'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { createHttpApp, type HttpApp } from '#server/http/http-app.ts'
import {
  accountRoutes,
  authenticateRequests,
  createUser,
  makeOperators,
} from '#server/features/accounts/accounts.ts'
import {
  measureRuntime,
  metricsRoute,
  operationsRoutes,
} from '#server/features/operations/operations.ts'
import type { Role } from '#shared/contracts/session.ts'
import type { TenantId } from '#server/platform/ids.ts'
import type { TestRuntime } from './test-runtime.ts'

const password = 'a kiln that is never cold'

/** The routes of accounts and operations with real authentication, and people who sign in. */
export async function operationsApp(
  runtime: TestRuntime,
  register: (app: HttpApp) => void = () => {},
) {
  const app = createHttpApp({ log: runtime.log, metrics: runtime.metrics })
  measureRuntime(runtime)
  await app.register(async (scope) => {
    const routes = scope as typeof app
    authenticateRequests(app, runtime)
    accountRoutes(routes, runtime, { simulatorUrl: null })
    operationsRoutes(routes, runtime)
    metricsRoute(routes, runtime)
    register(routes)
  })
  return {
    app,
    /** Signs a new member in. @returns calls as this person. */
    signedIn: async (tenantId: TenantId, person: { role: Role; isOperator: boolean }) =>
      as(app, await cookieOf(runtime, app, tenantId, person)),
  }
}

async function cookieOf(
  runtime: TestRuntime,
  app: Pick<FastifyInstance, 'inject'>,
  tenantId: TenantId,
  { role, isOperator }: { role: Role; isOperator: boolean },
): Promise<string> {
  const email = `${role}-${String(isOperator)}-${tenantId}@keepword.example`
  // Four rounds: how passwords are kept is tested where it is made.
  const passwordHash = await bcrypt.hash(password, 4)
  await createUser(runtime.database, {
    ...{ tenantId, email, role, passwordHash },
    name: 'A member',
    timeZone: 'UTC',
    createdAt: new Date(),
  })
  if (isOperator) await makeOperators(runtime.database, [email])
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/session',
    payload: { email, password },
  })
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}

const as = (app: Pick<FastifyInstance, 'inject'>, cookie: string) => {
  const call = async (options: InjectOptions) => {
    const headers = { cookie, 'x-keepword-request': '1' }
    const answer = await app.inject({ ...options, headers })
    return { status: answer.statusCode, body: answer.json() }
  }
  return {
    get: (url: string) => call({ method: 'GET', url }),
    post: (url: string, payload: object) => call({ method: 'POST', url, payload }),
  }
}
