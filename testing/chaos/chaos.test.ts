import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runChaos } from './run-chaos.ts'

test('nothing is lost, doubled or out of order while servers, database and network are killed', async (t) => {
  const report = await runChaos({
    seed: 1,
    durationMs: 10_000,
    sendsPerSecond: 60,
    inboundPerSecond: 20,
    say: (line) => t.diagnostic(line),
  })
  assert.deepEqual(
    { lost: report.lost, doubled: report.doubled, outOfOrder: report.outOfOrder },
    { lost: [], doubled: [], outOfOrder: [] },
  )
  assert.equal(report.endedByThemselves, 0, 'a server process ended by itself')
  // Books that hold nothing agree too.
  assert.ok(report.accepted >= 20, `only ${report.accepted} messages were accepted`)
  assert.ok(report.arrived >= 20, `only ${report.arrived} messages arrived`)
  assert.ok(report.received >= 20, `only ${report.received} messages came in`)
})
