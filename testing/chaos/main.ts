/**
 * `npm run chaos -- --seed 1 --minutes 5`: kills servers, database and connections under load, then compares
 * what callers were told, what the simulator saw and what is stored. Ends with an error unless all agree.
 */
import { parseArgs } from 'node:util'
import '#server/platform/require-node.ts'
import { runChaos, type ChaosReport } from './run-chaos.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '5' },
    'sends-per-second': { type: 'string', default: '40' },
    'inbound-per-second': { type: 'string', default: '20' },
    logs: { type: 'string' },
  },
})
const numberOf = (
  name: Exclude<keyof typeof values, 'logs'>,
  least: number,
  most: number,
): number => {
  const value = Number(values[name])
  if (!(value >= least && value <= most)) {
    console.error(`--${name} must be ${least} to ${most}, got ${values[name]}`)
    process.exit(2)
  }
  return value
}

// Leaving this way ends what was started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const report = await runChaos({
  seed: numberOf('seed', 0, 2 ** 31),
  durationMs: numberOf('minutes', 0.1, 60) * 60_000,
  sendsPerSecond: numberOf('sends-per-second', 1, 200),
  inboundPerSecond: numberOf('inbound-per-second', 1, 200),
  ...(values.logs ? { logsDir: values.logs } : {}),
  say: (line) => console.log(line),
})
printReport(report)
if (report.accepted === 0) console.error('nothing was accepted, so this run shows nothing')
const isGood = [report.lost, report.doubled, report.outOfOrder].every((list) => list.length === 0)
process.exit(isGood && report.accepted > 0 ? 0 : 1)

function printReport(report: ChaosReport): void {
  const { posted, accepted, unanswered, refusals, received, arrived, settledMs, unknown } = report
  const refused = [...refusals].map(([status, count]) => `, ${count} refused with ${status}`)
  console.log('')
  for (const [name, count] of report.disrupted)
    console.log(`${String(count).padStart(4)} × ${name}`)
  console.log(
    `${posted} posted: ${accepted} answered 202, ${unanswered} without an answer${refused.join('')}; ${arrived} arrived`,
  )
  console.log(`${received} written to us`)
  if (report.endedByThemselves > 0)
    console.log(`${report.endedByThemselves} server processes ended by themselves`)
  console.log(
    settledMs === null
      ? 'it did not come to rest in time'
      : `at rest ${(settledMs / 1_000).toFixed(1)} s after the last fault`,
  )
  for (const [name, list] of [
    ['lost', report.lost],
    ['doubled', report.doubled],
    ['out of order', report.outOfOrder],
  ] as const)
    for (const sentence of list) console.log(`${name}: ${sentence}`)
  console.log(`unknown outcomes ${unknown.total}, of which ${unknown.neverArrived} never arrived`)
  console.log(
    `lost ${report.lost.length}, doubled ${report.doubled.length}, out of order ${report.outOfOrder.length}`,
  )
}
