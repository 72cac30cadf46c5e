import { createHttpApp, type HttpApp } from '#server/http/http-app.ts'
import { permissions, type Caller } from '#server/http/access.ts'
import { newId, type SessionId, type TenantId, type UserId } from '#server/platform/ids.ts'
import type { Runtime } from '#server/runtime/runtime.ts'

type Answer = { status: number; body: unknown }

/** Calls routes as one caller; the answer's body is the parsed JSON, or null. */
export type CallerApi = {
  get(path: string): Promise<Answer>
  post(path: string, body?: object, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body: object): Promise<Answer>
  delete(path: string): Promise<Answer>
  postForm(path: string, form: FormData): Promise<Answer>
}

/**
 * The routes of one feature without sockets. Callers are given instead of authenticated: signing in is tested
 * where it is made.
 */
export async function createTestApi(
  runtime: Runtime,
  register: (app: HttpApp) => void,
): Promise<{ app: HttpApp; as(caller: Caller): CallerApi } & AsyncDisposable> {
  const app = createHttpApp({ log: runtime.log })
  const callers = new Map<string, Caller>()
  app.addHook('onRequest', async (request) => {
    request.callerOrNull = callers.get(String(request.headers['x-test-caller'])) ?? null
  })
  await app.register(async (scope) => register(scope as HttpApp))
  return {
    app,
    as: (caller) => {
      const id = newId()
      callers.set(id, caller)
      const call = async (
        method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
        path: string,
        body?: object,
        headers: Record<string, string> = {},
      ) => {
        const answer = await app.inject({
          method,
          url: path,
          headers: { 'x-test-caller': id, ...headers },
          ...(body ? { payload: body } : {}),
        })
        return {
          status: answer.statusCode,
          body: answer.body === '' ? null : answer.json<unknown>(),
        }
      }
      return {
        get: (path) => call('GET', path),
        post: (path, body = {}, headers = {}) => call('POST', path, body, headers),
        patch: (path, body) => call('PATCH', path, body),
        delete: (path) => call('DELETE', path),
        postForm: async (path, form) => {
          const encoded = new Response(form)
          const contentType = encoded.headers.get('content-type') ?? ''
          const answer = await app.inject({
            method: 'POST',
            url: path,
            headers: { 'x-test-caller': id, 'content-type': contentType },
            payload: Buffer.from(await encoded.arrayBuffer()),
          })
          return { status: answer.statusCode, body: answer.json<unknown>() }
        },
      }
    },
    [Symbol.asyncDispose]: () => app.close(),
  }
}

/** A signed-in member with every permission. */
export const memberCaller = (tenantId: TenantId, userId: UserId, name = 'A member'): Caller => ({
  kind: 'member',
  tenantId,
  userId,
  sessionId: newId<SessionId>(),
  role: 'owner',
  name,
  permissions,
})
