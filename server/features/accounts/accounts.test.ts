import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHttpApp } from '../../http/http-app.ts'
import { httpProblem } from '../../http/http-problems.ts'
import { newId, type SessionId } from '../../platform/ids.ts'
import { createTestRuntime, type TestRuntime } from '#testing/test-runtime.ts'
import {
  accountRoutes,
  authenticateRequests,
  createApiKey,
  createUser,
  hashPassword,
} from './accounts.ts'
import { hashApiKey, newApiKeyText } from './api-keys.ts'
import { signSessionToken } from './session-token.ts'

const password = 'a wheel, a kiln and patience'
const passwordHash = await hashPassword(password)

async function givenApp(runtime: TestRuntime) {
  const app = createHttpApp({ log: runtime.log })
  await app.register(async () => {
    authenticateRequests(app, runtime)
    accountRoutes(app, runtime, { simulatorUrl: null })
    app.get('/read', { config: { access: 'conversations.read' } }, async () => ({ ok: true }))
    app.post('/write', { config: { access: 'messages.send' } }, async () => ({ ok: true }))
  })
  const tenantId = await runtime.given.tenant({ name: 'Pots' })
  await createUser(runtime.database, {
    tenantId,
    email: 'Tess@keepword.example',
    name: 'Tess',
    role: 'owner',
    passwordHash,
    timeZone: 'UTC',
    createdAt: new Date(),
  })
  const signIn = (email: string, secret: string) =>
    app.inject({ method: 'POST', url: '/v1/session', payload: { email, password: secret } })
  const cookieOf = async (): Promise<string> => {
    const answer = await signIn('tess@keepword.example', password)
    return String(answer.headers['set-cookie']).split(';')[0] ?? ''
  }
  return { app, tenantId, signIn, cookieOf }
}

test('signing in sets an HttpOnly cookie named token, and the session says who and where', async () => {
  await using runtime = await createTestRuntime()
  const { app, signIn } = await givenApp(runtime)
  const answer = await signIn('TESS@keepword.example', password)
  assert.equal(answer.statusCode, 200)
  assert.match(String(answer.headers['set-cookie']), /^token=[^;]+;.*HttpOnly; SameSite=Lax/)
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  const session = await app.inject({ url: '/v1/session', headers: { cookie } })
  assert.equal(session.json().workspace.name, 'Pots')
  assert.equal(session.json().user.name, 'Tess')
})

test('a wrong password and an unknown address get the same answer', async () => {
  await using runtime = await createTestRuntime()
  const { signIn } = await givenApp(runtime)
  const [wrong, unknown] = [
    await signIn('tess@keepword.example', 'guess'),
    await signIn('nobody@keepword.example', 'guess'),
  ]
  assert.equal(wrong.statusCode, 401)
  assert.equal(wrong.json().code, 'wrong_credentials')
  const { requestId: _first, ...wrongBody } = wrong.json()
  const { requestId: _second, ...unknownBody } = unknown.json()
  assert.deepEqual(wrongBody, unknownBody)
})

test('signing out ends the session at once, wherever its cookie is kept', async () => {
  await using runtime = await createTestRuntime()
  const { app, cookieOf } = await givenApp(runtime)
  const cookie = await cookieOf()
  const headers = { cookie, 'x-keepword-request': '1' }
  assert.equal(
    (await app.inject({ method: 'DELETE', url: '/v1/session', headers })).statusCode,
    204,
  )
  assert.equal((await app.inject({ url: '/read', headers })).statusCode, 401)
})

test('a token not signed by us, or of no session, is not taken', async () => {
  await using runtime = await createTestRuntime()
  const { app } = await givenApp(runtime)
  const stray = await signSessionToken(runtime.keyring, newId<SessionId>())
  const [head, body] = stray.split('.')
  for (const token of [stray, `${head}.${body}.AAAA`, 'nonsense'])
    assert.equal(
      (await app.inject({ url: '/read', headers: { cookie: `token=${token}` } })).statusCode,
      401,
    )
})

test('a request that another site causes is refused even with the cookie', async () => {
  await using runtime = await createTestRuntime()
  const { app, cookieOf } = await givenApp(runtime)
  const cookie = await cookieOf()
  const post = (headers: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/write',
      headers: { cookie, host: 'inbox.example', ...headers },
    })
  assert.equal((await post({})).statusCode, 403)
  assert.equal(
    (await post({ 'x-keepword-request': '1', origin: 'https://evil.example' })).statusCode,
    403,
  )
  assert.equal(
    (await post({ 'x-keepword-request': '1', origin: 'https://inbox.example' })).statusCode,
    200,
  )
})

test('an API key may do what its permissions say, and nothing after it is revoked', async () => {
  await using runtime = await createTestRuntime()
  const { app, tenantId } = await givenApp(runtime)
  const key = await createApiKey(runtime.database, {
    tenantId,
    name: 'reader',
    permissions: ['conversations.read'],
    createdAt: new Date(),
  })
  const headers = { authorization: `Bearer ${key}` }
  assert.equal((await app.inject({ url: '/read', headers })).statusCode, 200)
  const write = await app.inject({ method: 'POST', url: '/write', headers })
  assert.equal(write.statusCode, 403)
  assert.match(write.json().detail, /messages\.send/)
  await runtime.database.engine.updateTable('apiKey').set({ revokedAt: new Date() }).execute()
  assert.equal((await app.inject({ url: '/read', headers })).statusCode, 401)
})

test('a mistyped or cut API key is told apart by its checksum', () => {
  const key = newApiKeyText()
  assert.ok(hashApiKey(key))
  assert.equal(hashApiKey(key.slice(0, -1)), null)
  assert.equal(hashApiKey(key.replace(/.$/, (last) => (last === '0' ? '1' : '0'))), null)
})

test('a route that does not say who may call it stops the start', async () => {
  await using runtime = await createTestRuntime()
  const app = createHttpApp({ log: runtime.log })
  assert.throws(() => app.get('/forgotten', async () => 'anyone'), /does not say who may call it/)
})

test('a thrown fault of ours answers 500 with the request id and without its message', async () => {
  await using runtime = await createTestRuntime()
  const app = createHttpApp({ log: runtime.log })
  app.get('/broken', { config: { access: 'public' } }, async () => {
    throw new Error('planted secret')
  })
  app.get('/refused', { config: { access: 'public' } }, async () => {
    throw httpProblem('not_found', 'There is no such pot.')
  })
  const broken = await app.inject('/broken')
  assert.equal(broken.statusCode, 500)
  assert.doesNotMatch(broken.body, /planted secret/)
  assert.equal(broken.json().requestId, broken.headers['x-request-id'])
  const refused = await app.inject('/refused')
  assert.equal(refused.headers['content-type'], 'application/problem+json; charset=utf-8')
  assert.equal(refused.json().detail, 'There is no such pot.')
})
