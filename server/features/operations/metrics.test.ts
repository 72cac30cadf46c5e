import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { operationsApp } from '#testing/given-operator.ts'
import { createTestRuntime, type TestRuntime } from '#testing/test-runtime.ts'
import { bodyFor, webhookApp } from '#testing/webhooks.ts'
import { text } from '#testing/webhook-world.ts'
import { createHttpApp } from '../../http/http-app.ts'
import { drainJournal } from '../webhook-intake/webhook-intake.ts'
import { metricsRoute } from './operations.ts'

let runtime: TestRuntime

before(async () => {
  runtime = await createTestRuntime()
})
after(() => runtime[Symbol.asyncDispose]())

const read = (
  metricsToken: string | null,
  remoteAddress: string,
  headers: Record<string, string> = {},
) => {
  const app = createHttpApp({ log: runtime.log })
  metricsRoute(app, { ...runtime, config: { ...runtime.config, metricsToken } })
  return app.inject({ url: '/metrics', remoteAddress, headers })
}

const problemOf = (answer: LightMyRequestResponse): unknown => answer.json<{ code: string }>().code

test('without a token this machine may read the metrics, others may not', async () => {
  for (const here of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    assert.equal((await read(null, here)).statusCode, 200, here)
  for (const elsewhere of ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1', '10.0.0.1']) {
    const answer = await read(null, elsewhere)
    assert.equal(answer.statusCode, 403, elsewhere)
    assert.equal(problemOf(answer), 'metrics_not_from_here')
  }
})

test('without a token a proxy on this machine does not open the metrics to its callers', async () => {
  for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])
    assert.equal((await read(null, '127.0.0.1', { [header]: 'for=192.0.2.7' })).statusCode, 403)
})

test('with a token set, every reader needs it, this machine too', async () => {
  const token = 'a-token-for-the-metrics'
  const authorization = `Bearer ${token}`
  assert.equal((await read(token, '127.0.0.1')).statusCode, 401)
  assert.equal((await read(token, '192.0.2.7', { authorization })).statusCode, 200)
  assert.equal(
    (await read(token, '192.0.2.7', { authorization: `${authorization}x` })).statusCode,
    401,
  )
  const refused = await read(token, '192.0.2.7', { authorization: token })
  assert.equal(problemOf(refused), 'metrics_token_wrong')
  assert.equal(refused.headers['www-authenticate'], 'Bearer')
})

test('the metrics count what happened, in the text format, with no number, name or id in them', async () => {
  const tenantId = await runtime.given.tenant({ name: 'Whale pots' })
  const channel = await runtime.given.channel(tenantId)
  const { app } = await operationsApp(runtime)
  const { post } = webhookApp(runtime)
  await post(channel.appId, bodyFor(channel, text('metrics', 'Is the kiln on?', 1)))
  await post(channel.appId, bodyFor(channel, text('metrics', 'Is the kiln on?', 1)), {
    signature: 'sha256=0',
  })
  await drainJournal(runtime)
  await app.inject({ url: '/v1/session?email=tess@keepword.example' })
  await app.inject({ url: `/nowhere/${tenantId}` })
  const answer = await app.inject({ url: '/metrics' })
  assert.match(String(answer.headers['content-type']), /^text\/plain; version=0\.0\.4/)
  const lines = answer.body.split('\n')
  for (const wanted of [
    'keepword_intake_requests_total{answer="stored"} 1',
    'keepword_intake_requests_total{answer="signature_invalid"} 1',
    'keepword_intake_lag_seconds_count 1',
    'keepword_intake_commit_rows_count 1',
    'keepword_journal_payloads 0',
    'keepword_outbox_messages{priority="reply",state="waiting"} 0',
    'keepword_deliveries{state="dead"} 0',
    'keepword_jobs{state="failed"} 0',
    'keepword_database_up 1',
    'keepword_http_request_duration_seconds_count{method="GET",route="/v1/session",code="401"} 1',
    'keepword_http_request_duration_seconds_count{method="GET",route="unmatched",code="404"} 1',
  ])
    assert.ok(lines.includes(wanted), `${wanted} is missing in\n${answer.body}`)
  for (const line of lines) assert.match(line, /^(|# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? \S+)$/)
  for (const secret of [
    tenantId,
    channel.channelId,
    channel.phoneNumberId,
    '15550100',
    'Whale',
    'tess@',
  ])
    assert.ok(!answer.body.includes(secret), secret)
})

test('metrics are answered while the database is away, without the numbers it would tell', async () => {
  await using lonely = await createTestRuntime()
  const { app } = await operationsApp(lonely)
  await sql`select 1`.execute(lonely.database.engine)
  await lonely.database.close()
  const { statusCode, body } = await app.inject({ url: '/metrics' })
  assert.equal(statusCode, 200)
  assert.match(body, /^keepword_database_up 0$/m)
  assert.ok(!/^keepword_journal_payloads /m.test(body))
})
