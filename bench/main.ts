/**
 * `npm run bench`: every benchmark beside its own ceiling; `npm run bench -- send intake` runs those named.
 * `--scale 0.1` makes them smaller, `--rounds` says how often. Only loopback is ever asked.
 */
import { parseArgs } from 'node:util'
import '#server/platform/require-node.ts'
import { BenchSkipped, type Bench, type BenchResult } from './bench.ts'
import { accept } from './benches/accept.ts'
import { forward } from './benches/forward.ts'
import { inbox } from './benches/inbox.ts'
import { intake } from './benches/intake.ts'
import { pace } from './benches/pace.ts'
import { processJournal } from './benches/process-journal.ts'
import { reply } from './benches/reply.ts'
import { send } from './benches/send.ts'
import { start } from './benches/start.ts'
import { resultTable } from './result-table.ts'
import { writeResults } from './write-results.ts'

const benches: Record<string, Bench> = {
  intake,
  process: processJournal,
  send,
  pace,
  reply,
  accept,
  forward,
  inbox,
  start,
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const refuse = (line: string): never => {
  process.stderr.write(`${line}\n`)
  process.exit(2)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
  },
})
const scale = Number(values.scale)
const rounds = Number(values.rounds)
if (!(scale > 0 && scale <= 1)) refuse(`--scale must be above 0 and at most 1, got ${values.scale}`)
if (!(Number.isInteger(rounds) && rounds >= 1 && rounds <= 20))
  refuse(`--rounds must be 1 to 20, got ${values.rounds}`)
const unknown = positionals.filter((name) => !(name in benches))
if (unknown.length > 0)
  refuse(`there is no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)

// Leaving this way ends what was started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const results: BenchResult[] = []
let failures = 0
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  say(`${name} …`)
  try {
    results.push(...(await bench({ scale, rounds, say })))
  } catch (error) {
    if (error instanceof BenchSkipped) say(`${name} skipped: ${error.message}`)
    else {
      failures += 1
      say(`${name} failed: ${String((error as Error).stack)}`)
    }
  }
}
say(`\n${resultTable(results)}`)
// Numbers of a small or short run say nothing about the product.
if (scale === 1 && rounds >= 3) await writeResults(results)
else say('\nSmaller than the published size, so bench/results.json stays as it is.')
process.exit(failures === 0 ? 0 : 1)
