import { deploymentApp } from '#testing/deployment.ts'
import { scaled, type Bench, type BenchResult } from '../bench.ts'
import { createBenchWorld, portOf, type BenchWorld } from '../bench-world.ts'
import type { LoadPlan, LoadResult } from '../load-plan.ts'
import { medianOf } from '../median.ts'
import { peakRssMb } from '../process-memory.ts'
import { runLoad } from '../run-load.ts'
import { startCeilingServer } from '../start-ceiling-server.ts'

const connections = 64
const numberCount = 8
/** The lock space of the journal's buckets, see journal-store.ts; who holds a lock keeps the bucket from being applied. */
const bucketLocks = 'select pg_advisory_lock(7201, bucket) from generate_series(0, 15) as bucket'

/**
 * Signed status webhooks as fast as they are answered. Once while nothing is applied, which is what storing
 * costs, and once as it really is, with the same process applying them meanwhile.
 */
export const intake: Bench = async (context) => {
  await using world = await createBenchWorld({ numberCount })
  const { deployment, client } = world
  const server = await deployment.startServer({ services: 'intake' })
  await using ceiling = await startCeilingServer(deployment)
  const storing: LoadResult[] = []
  const applying: LoadResult[] = []
  const checking: LoadResult[] = []
  const durationMs = scaled(context, 10_000, 2_000)
  let firstSerial = 0
  const load = async (port: number): Promise<LoadResult> => {
    const plan = webhookPlan(world, { port, durationMs, firstSerial })
    firstSerial += 10_000_000
    return runLoad(plan, '200')
  }
  for (let round = 0; round < context.rounds; round++) {
    await client.query(bucketLocks)
    checking.push(await load(ceiling.port))
    storing.push(await load(portOf(server.url)))
    await client.query('truncate journal')
    await client.query('select pg_advisory_unlock_all()')
    applying.push(await load(portOf(server.url)))
    await client.query('truncate journal')
  }
  const limit = medianOf(checking, ['perSecond'])
  const rssMb = await peakRssMb(server.pid)
  const result = (name: string, rounds: LoadResult[]): BenchResult => {
    const { perSecond, p50Ms, p99Ms } = medianOf(rounds, ['perSecond', 'p50Ms', 'p99Ms'])
    return {
      name,
      value: perSecond,
      ceiling: limit.perSecond,
      ratio: perSecond / limit.perSecond,
      unit: 'webhooks/s',
      p50Ms,
      p99Ms,
      ...(rssMb === null ? {} : { rssMb }),
    }
  }
  return [result('intake', storing), result('intake, applying meanwhile', applying)]
}

const webhookPlan = (
  { workspace }: BenchWorld,
  options: { port: number; durationMs: number; firstSerial: number },
): LoadPlan => ({
  port: options.port,
  connections,
  durationMs: options.durationMs,
  warmUpMs: options.durationMs / 4,
  perSecond: null,
  requests: {
    kind: 'webhooks',
    path: `/webhooks/meta/${deploymentApp.appId}`,
    appSecret: deploymentApp.appSecret,
    numbers: workspace.numbers,
    sentWamids: { prefix: 'wamid.bench-none-', count: 1_000_000 },
    inboundEvery: 0,
    firstSerial: options.firstSerial,
  },
})
