import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { createHttpApp, type HttpApp } from '#server/http/http-app.ts'
import { authenticateRequests, createApiKey } from '#server/features/accounts/accounts.ts'
import type { TenantId } from '#server/platform/ids.ts'
import { createTestRuntime } from '#testing/test-runtime.ts'
import { liveRoutes } from './routes.ts'

async function startServer(options: { heartbeatMs?: number } = {}) {
  await using stack = new AsyncDisposableStack()
  const runtime = stack.use(await createTestRuntime())
  const app = createHttpApp({ log: runtime.log })
  authenticateRequests(app, runtime)
  await app.register(async (scope) => liveRoutes(scope as HttpApp, runtime, options))
  stack.defer(() => app.close())
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const owned = stack.move()
  return {
    runtime,
    app,
    keyOf: (tenantId: TenantId, permissions = ['conversations.read'] as const) =>
      createApiKey(runtime.database, {
        tenantId,
        name: 'Integration',
        permissions,
        createdAt: new Date(),
      }),
    /** Opens the stream and reads until the first bytes are here. */
    open: async (key: string, headers: Record<string, string> = {}) => {
      const request = get({
        port,
        path: '/v1/events',
        headers: { authorization: `Bearer ${key}`, ...headers },
      })
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      response.setEncoding('utf8')
      const ended = once(response, 'end')
      // A test that closes its side first does not ask how the stream ended.
      ended.catch(() => {})
      let text = ''
      response.on('data', (chunk: string) => {
        text += chunk
        response.emit('more')
      })
      return {
        response,
        until: async (part: string) => {
          while (!text.includes(part)) await once(response, 'more')
          return text
        },
        ended,
        close: () => request.destroy(),
      }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

const hint = { kind: 'message', conversationId: 'c', messageId: 'm' } as const

test("hints of the caller's tenant are streamed, of others not", async () => {
  await using server = await startServer()
  const { given, hints } = server.runtime
  const [ours, theirs] = [await given.tenant(), await given.tenant()]
  const stream = await server.open(await server.keyOf(ours))
  assert.equal(stream.response.headers['content-type'], 'text/event-stream; charset=utf-8')
  assert.equal(stream.response.headers['content-encoding'], undefined)
  await stream.until('retry: ')
  hints.publish(theirs, { ...hint, messageId: 'secret' })
  hints.publish(ours, hint)
  const text = await stream.until('"m"')
  assert.ok(text.includes(`event: hint\ndata: ${JSON.stringify(hint)}\n\n`))
  assert.ok(!text.includes('secret'))
  assert.ok(!text.includes('resync'))
  stream.close()
})

test('a client that comes back is told to refetch', async () => {
  await using server = await startServer()
  const key = await server.keyOf(await server.runtime.given.tenant())
  const stream = await server.open(key, { 'last-event-id': '1' })
  await stream.until('event: resync\ndata:\n\n')
  stream.close()
})

test('a quiet stream has heartbeats, and ends when the key is revoked', async () => {
  await using server = await startServer({ heartbeatMs: 5 })
  const stream = await server.open(await server.keyOf(await server.runtime.given.tenant()))
  await stream.until('\n:\n\n')
  await server.runtime.database.engine
    .updateTable('apiKey')
    .set({ revokedAt: new Date() })
    .execute()
  await stream.ended
})

test('a suspended tenant loses its streams', async () => {
  await using server = await startServer({ heartbeatMs: 5 })
  const tenantId = await server.runtime.given.tenant()
  const stream = await server.open(await server.keyOf(tenantId))
  await server.runtime.database.engine
    .updateTable('tenant')
    .set({ status: 'suspended' })
    .where('id', '=', tenantId)
    .execute()
  await stream.ended
})

test('a server that closes ends its streams', async () => {
  await using server = await startServer()
  const stream = await server.open(await server.keyOf(await server.runtime.given.tenant()))
  await stream.until('retry: ')
  await server.app.close()
  await stream.ended
})

test('nobody listens without a key', async () => {
  await using server = await startServer()
  const { response } = await server.open('kw_live_wrong')
  assert.equal(response.statusCode, 401)
})
