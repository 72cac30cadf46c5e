import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { test } from 'node:test'
import type { LiveHint } from '#shared/contracts/live-event.ts'
import { connectOnce } from '#server/database/connection.ts'
import { newId, type TenantId } from '#server/platform/ids.ts'
import { createLog } from '#server/platform/log.ts'
import { createTestDatabase } from '#testing/test-database.ts'
import { createLiveHints } from './create-live-hints.ts'
import type { LiveHints } from './live-hints.ts'

const log = createLog('silent')
const hintOf = (conversationId: string): LiveHint => ({
  kind: 'conversation',
  conversationId,
  messageId: null,
})

/** Two processes on one database, and what a listener in each has heard. */
async function startTwo(tenantId: TenantId) {
  await using stack = new AsyncDisposableStack()
  const { address } = stack.use(await createTestDatabase())
  const start = async () => {
    const hints = stack.adopt(await createLiveHints({ address, log, batchMs: 1 }), (one) =>
      one.close(),
    )
    return { hints, ...listen(hints, tenantId) }
  }
  const [first, second] = [await start(), await start()]
  const owned = stack.move()
  return { address, first, second, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

function listen(hints: LiveHints, tenantId: TenantId) {
  const heard: (LiveHint | 'resync')[] = []
  const news = new EventEmitter()
  const stop = hints.subscribe(tenantId, (hint) => {
    heard.push(hint)
    news.emit('heard')
  })
  const until = async (count: number) => {
    while (heard.length < count) await once(news, 'heard')
    return heard
  }
  return { heard, until, stop }
}

test('a hint reaches listeners of the same tenant in every process, once', async () => {
  const tenantId = newId<TenantId>()
  await using two = await startTwo(tenantId)
  two.first.hints.publish(newId<TenantId>(), hintOf('of another tenant'))
  two.first.hints.publish(tenantId, hintOf('a'))
  two.first.hints.publish(tenantId, hintOf('a'))
  two.first.hints.publish(tenantId, hintOf('b'))
  const expected = [hintOf('a'), hintOf('b')]
  assert.deepEqual(await two.second.until(2), expected)
  assert.deepEqual(await two.first.until(2), expected)
  // What comes back from the database is our own and was told already.
  two.second.hints.publish(tenantId, hintOf('c'))
  assert.deepEqual(await two.first.until(3), [...expected, hintOf('c')])
})

test('who has unsubscribed hears nothing more', async () => {
  const tenantId = newId<TenantId>()
  await using two = await startTwo(tenantId)
  two.second.stop()
  const witness = listen(two.second.hints, tenantId)
  two.first.hints.publish(tenantId, hintOf('a'))
  await witness.until(1)
  assert.deepEqual(two.second.heard, [])
})

test('after the connection was lost everybody is told to refetch, and hints flow again', async () => {
  const tenantId = newId<TenantId>()
  await using two = await startTwo(tenantId)
  const admin = await connectOnce(two.address, null)
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and query ilike 'listen%'`,
  )
  await admin.end()
  assert.equal((await two.first.until(1))[0], 'resync')
  assert.equal((await two.second.until(1))[0], 'resync')
  two.first.hints.publish(tenantId, hintOf('after'))
  const isAfter = (hint: LiveHint | 'resync') => hint !== 'resync'
  for (let count = 1; !two.second.heard.some(isAfter); count++) await two.second.until(count + 1)
  assert.deepEqual(two.second.heard.filter(isAfter), [hintOf('after')])
})

test('hints that wait while the process ends still leave', async () => {
  const tenantId = newId<TenantId>()
  await using two = await startTwo(tenantId)
  two.first.hints.publish(tenantId, hintOf('last words'))
  await two.first.hints.close()
  assert.deepEqual(await two.second.until(1), [hintOf('last words')])
})
