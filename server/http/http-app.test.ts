import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from '../platform/log.ts'
import { createHttpApp } from './http-app.ts'

test('while the database is away callers are told to come back, not that we are broken', async () => {
  const app = createHttpApp({ log: createLog('silent') })
  const faults = [
    Object.assign(new Error('terminating connection'), { code: '57P01' }),
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    new Error('Connection terminated unexpectedly'),
  ]
  faults.forEach((fault, index) =>
    app.get(`/${index}`, { config: { access: 'public' } }, async () => {
      throw fault
    }),
  )
  for (const index of faults.keys()) {
    const answer = await app.inject(`/${index}`)
    assert.equal(answer.statusCode, 503)
    assert.equal(answer.json().code, 'unavailable')
    assert.equal(answer.headers['retry-after'], '5')
  }
})
