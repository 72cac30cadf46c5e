import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestRuntime } from '#testing/test-runtime.ts'
import { connectOnce } from '../database/connection.ts'
import { addJob, startJobs } from './jobs.ts'

test('a job exists exactly if its transaction commits', async () => {
  await using runtime = await createTestRuntime()
  const seen: string[] = []
  const done = Promise.withResolvers<void>()
  await assert.rejects(
    runtime.database.inEngine(async (tx) => {
      await addJob(tx, { task: 'say', payload: { word: 'rolled back' } })
      throw new Error('not today')
    }),
    /not today/,
  )
  await runtime.database.inEngine((tx) => addJob(tx, { task: 'say', payload: { word: 'kept' } }))
  const jobs = await startJobs({
    address: runtime.address,
    log: runtime.log,
    concurrency: 1,
    tasks: {
      say: async (payload) => {
        seen.push((payload as { word: string }).word)
        done.resolve()
      },
    },
  })
  await done.promise
  await jobs.close()
  assert.deepEqual(seen, ['kept'])
})

test('a job that fails is kept for another try, and the jobs behind it still run', async () => {
  await using runtime = await createTestRuntime()
  const done = Promise.withResolvers<void>()
  await runtime.database.inEngine((tx) => addJob(tx, { task: 'break', payload: {} }))
  await runtime.database.inEngine((tx) =>
    addJob(tx, { task: 'work', payload: {}, runAt: new Date(Date.now() + 50) }),
  )
  const jobs = await startJobs({
    address: runtime.address,
    log: runtime.log,
    concurrency: 1,
    tasks: {
      break: async () => {
        throw new Error('the kiln is cold')
      },
      work: async () => done.resolve(),
    },
  })
  await done.promise
  await jobs.close()
  const client = await connectOnce(runtime.address, 'owner')
  const kept = await client.query<{ attempts: number; last_error: string }>(
    'select attempts, last_error from graphile_worker.jobs',
  )
  await client.end()
  assert.equal(kept.rows.length, 1)
  assert.equal(kept.rows[0]?.attempts, 1)
  assert.match(kept.rows[0]?.last_error ?? '', /the kiln is cold/)
})
