import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { newId } from '#server/platform/ids.ts'
import { allServices } from '#server/services.ts'
import { deploymentApp } from '#testing/deployment.ts'
import { BenchSkipped, scaled, type Bench } from '../bench.ts'
import { createBenchWorld, portOf, type BenchWorld } from '../bench-world.ts'
import { medianOf } from '../median.ts'
import { peakRssMb } from '../process-memory.ts'
import { runLoad } from '../run-load.ts'
import { startReceiver, type Receiver, type ReceiverReport } from '../start-receiver.ts'

const perSecond = 500
const numberCount = 4
const arrivedWithinMs = 30_000

/** From the webhook of a person's message to the signed request at the receiver; alone, and beside a dead endpoint. */
export const forward: Bench = async (context) => {
  if (!(allServices as readonly string[]).includes('delivery'))
    throw new BenchSkipped('this version has no service that delivers webhooks')
  await using receiver = await startReceiver()
  await using world = await createBenchWorld({ numberCount })
  const { deployment } = world
  await addEndpoint(world, receiver.goodUrl)
  const server = await deployment.startServer({
    services: 'intake,delivery',
    environment: { WEBHOOK_PRIVATE_TARGETS: 'allow' },
  })
  const durationMs = scaled(context, 20_000, 3_000)
  let firstSerial = 0
  const measure = async (): Promise<ReceiverReport> => {
    firstSerial += 1_000_000
    const sent = await runLoad(
      {
        port: portOf(server.url),
        connections: 32,
        durationMs,
        warmUpMs: 0,
        perSecond,
        requests: {
          kind: 'webhooks',
          path: `/webhooks/meta/${deploymentApp.appId}`,
          appSecret: deploymentApp.appSecret,
          numbers: world.workspace.numbers,
          sentWamids: { prefix: 'wamid.bench-none-', count: 1 },
          inboundEvery: 1,
          firstSerial,
        },
      },
      '200',
    )
    return arrived(receiver, sent.count)
  }
  await measure()
  const alone: ReceiverReport[] = []
  for (let round = 0; round < context.rounds; round++) alone.push(await measure())
  await addEndpoint(world, receiver.deadUrl)
  await measure()
  const besides: ReceiverReport[] = []
  for (let round = 0; round < context.rounds; round++) besides.push(await measure())
  const good = medianOf(alone, ['p50Ms', 'p99Ms'])
  const disturbed = medianOf(besides, ['p50Ms', 'p99Ms'])
  const rssMb = await peakRssMb(server.pid)
  return [
    {
      name: 'forward',
      value: good.p50Ms,
      unit: 'ms p50',
      ...good,
      ...(rssMb === null ? {} : { rssMb }),
    },
    {
      name: 'forward, beside a dead endpoint',
      value: disturbed.p99Ms,
      ceiling: good.p99Ms,
      ratio: disturbed.p99Ms / good.p99Ms,
      unit: 'ms p99',
      ...disturbed,
    },
  ]
}

/** Waits for what was sent. @throws when less arrives: at-least-once means that all of it does. */
async function arrived(receiver: Receiver, count: number): Promise<ReceiverReport> {
  const startedAt = performance.now()
  const reports: ReceiverReport[] = []
  for (let missing = count; missing > 0;) {
    if (performance.now() - startedAt > arrivedWithinMs)
      throw new Error(`${missing} of ${count} events did not arrive within 30 s`)
    // Reports begin anew each time; the first holds nearly everything.
    const report = await receiver.report()
    missing -= report.count
    if (report.count > 0) reports.push(report)
    if (missing > 0) await delay(1_000)
  }
  const [largest] = reports.sort((one, other) => other.count - one.count)
  const slowest = Math.max(...reports.map(({ p99Ms }) => p99Ms))
  return { count, p50Ms: largest?.p50Ms ?? NaN, p99Ms: slowest }
}

/** An endpoint of the workspace for new messages, with a secret. */
async function addEndpoint({ client, sealer, workspace }: BenchWorld, url: string): Promise<void> {
  const { tenantId } = workspace
  const [id, secretId, now] = [newId(), newId(), new Date()]
  const urlSealed = sealer.seal('webhook_endpoint', 'url_sealed', id, url)
  await client.query(
    `insert into webhook_endpoint (tenant_id, id, url_sealed, mode, event_types, concurrency, is_enabled,
        created_at, updated_at)
      values ($1, $2, $3, 'standard', '{message.received}', 32, true, $4, $4)`,
    [tenantId, id, urlSealed, now],
  )
  const secret = `whsec_${randomBytes(24).toString('base64')}`
  await client.query(
    `insert into webhook_secret (tenant_id, endpoint_id, id, secret_sealed, created_at)
      values ($1, $2, $3, $4, $5)`,
    [tenantId, id, secretId, sealer.seal('webhook_secret', 'secret_sealed', secretId, secret), now],
  )
}
