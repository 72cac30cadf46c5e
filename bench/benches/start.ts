import { setTimeout as delay } from 'node:timers/promises'
import { startProduct } from '#testing/start-product.ts'
import type { Bench } from '../bench.ts'
import { medianOf } from '../median.ts'
import { rssMb, sharedOutMb } from '../process-memory.ts'

const idleMs = 5_000

/**
 * `npm start` on an empty data folder and on one that is there already, to the line that says ready; then the
 * memory of a product that nobody uses: the server alone, and with simulator and PostgreSQL.
 */
export const start: Bench = async (context) => {
  const rounds: { firstMs: number; warmMs: number; serverMb: number; allMb: number }[] = []
  for (let round = 0; round < context.rounds; round++) {
    await using product = await startProduct()
    const firstMs = product.startMs
    await product.stop()
    await product.restart()
    await delay(idleMs)
    rounds.push({
      firstMs,
      warmMs: product.startMs,
      serverMb: (await rssMb(product.pid)) ?? NaN,
      allMb: (await sharedOutMb([product.pid])) ?? NaN,
    })
  }
  const { firstMs, warmMs, serverMb, allMb } = medianOf(rounds, [
    'firstMs',
    'warmMs',
    'serverMb',
    'allMb',
  ])
  return [
    { name: 'start, first', value: firstMs / 1_000, unit: 's' },
    { name: 'start, warm', value: warmMs / 1_000, unit: 's' },
    ...(Number.isNaN(serverMb)
      ? []
      : [{ name: 'start, idle server', value: serverMb, unit: 'MB', rssMb: serverMb }]),
    ...(Number.isNaN(allMb)
      ? []
      : [{ name: 'start, idle with simulator and PostgreSQL', value: allMb, unit: 'MB' }]),
  ]
}
