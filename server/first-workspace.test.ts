import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestRuntime } from '#testing/test-runtime.ts'
import { readConfig } from './config/config.ts'
import { ensureFirstWorkspace } from './first-workspace.ts'

const environment = {
  META_APP_ID: '700000000000009',
  META_APP_SECRET: 'test_app_secret',
  META_VERIFY_TOKEN: 'test_verify_token',
  OWNER_EMAIL: 'owner@keepword.example',
  OWNER_PASSWORD: 'long enough to keep',
  META_ACCESS_TOKEN: 'a-first-token-of-some-length',
  META_WABA_ID: '800000000000009',
  META_PHONE_NUMBER_ID: '900000000000009',
}

test('the first workspace is made once, and a new token replaces the old one', async () => {
  await using runtime = await createTestRuntime()
  await ensureFirstWorkspace(runtime, readConfig(environment))
  const newToken = 'a-second-token-of-some-length'
  await ensureFirstWorkspace(runtime, readConfig({ ...environment, META_ACCESS_TOKEN: newToken }))
  const routes = await runtime.database.engine.selectFrom('channelRoute').selectAll().execute()
  assert.equal(routes.length, 1)
  const tenants = await runtime.database.engine.selectFrom('tenant').selectAll().execute()
  assert.equal(tenants.length, 1)
  const people = await runtime.database.engine.selectFrom('appUser').selectAll().execute()
  assert.deepEqual(
    people.map((person) => [person.email, person.isOperator]),
    [['owner@keepword.example', true]],
  )
  const tenantId = tenants[0]?.id as never
  const channel = await runtime.database.inTenant(tenantId, (tx) =>
    tx
      .selectFrom('channel')
      .select(['id', 'accessTokenSealed'])
      .where('tenantId', '=', tenantId)
      .executeTakeFirstOrThrow(),
  )
  const sealer = await runtime.keyring.forTenant(tenantId)
  assert.ok(channel.accessTokenSealed)
  assert.equal(
    sealer.open('channel', 'access_token_sealed', channel.id, channel.accessTokenSealed).toString(),
    newToken,
  )
})

test('half of a first workspace is refused with the names of all its settings', () => {
  assert.throws(
    () => readConfig({ ...environment, META_WABA_ID: undefined }),
    /OWNER_EMAIL, OWNER_PASSWORD, META_ACCESS_TOKEN, META_WABA_ID and META_PHONE_NUMBER_ID must be set together/,
  )
})
