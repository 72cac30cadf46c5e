import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paced } from './paced.ts'

test('the first call runs at once, those during the rest together once more', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  let runs = 0
  const { run } = paced(() => runs++, 400)
  run()
  run()
  run()
  assert.equal(runs, 1)
  t.mock.timers.tick(400)
  assert.equal(runs, 2)
  t.mock.timers.tick(4_000)
  assert.equal(runs, 2)
})

test('nothing runs after stop', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  let runs = 0
  const { run, stop } = paced(() => runs++, 400)
  run()
  run()
  stop()
  t.mock.timers.tick(4_000)
  assert.equal(runs, 1)
})
