import { setTimeout as delay } from 'node:timers/promises'
import { BenchSkipped, scaled, type Bench } from '../bench.ts'
import { createBenchWorld } from '../bench-world.ts'
import { fillConversations, fillOutbox } from '../fill-messages.ts'
import { median } from '../median.ts'
import { hasNumberCap, setNumberCap } from '../number-cap.ts'
import { peakRssMb } from '../process-memory.ts'
import type { StandInReport } from '../start-stand-in.ts'

const cap = 1_000
const campaign = 3
const latencyMs = 50
const settleMs = 2_000
const pollMs = 20
const begunWithinMs = 60_000

/** One number at Meta's highest cap, with far more queued than fits: how close to the cap, and is Meta ever annoyed? */
export const pace: Bench = async (context) => {
  const durationMs = scaled(context, 60_000, 3_000)
  const rates: number[] = []
  const throttled: number[] = []
  let rssMb: number | null = null
  for (let round = 0; round < context.rounds; round++) {
    await using world = await createBenchWorld({ numberCount: 1 })
    const { client, deployment, sealer, standIn, workspace } = world
    if (!(await hasNumberCap(client)))
      throw new BenchSkipped('numbers have no throughput of their own in this version')
    await setNumberCap(client, workspace, cap)
    const count = Math.ceil((cap * (durationMs + settleMs) * 1.6) / 1_000)
    const conversations = await fillConversations(client, workspace, count)
    await fillOutbox(client, sealer, conversations, campaign)
    await standIn.reset({ latencyMs, capPerSecond: cap })
    const server = await deployment.startServer({ services: 'sender' })
    await untilBegun(() => standIn.report())
    await delay(settleMs)
    const before = await standIn.report()
    const startedAt = performance.now()
    await delay(durationMs)
    const after = await standIn.report()
    rates.push((1_000 * (after.distinct - before.distinct)) / (performance.now() - startedAt))
    throttled.push(after.throttled)
    rssMb = await peakRssMb(server.pid)
    await server.stop()
  }
  return [
    {
      name: 'pace',
      value: median(rates),
      ceiling: cap,
      ratio: median(rates) / cap,
      unit: 'messages/s',
      ...(rssMb === null ? {} : { rssMb }),
    },
    { name: 'pace, refused by Meta', value: Math.max(...throttled), unit: 'requests' },
  ]
}

async function untilBegun(report: () => Promise<StandInReport>): Promise<void> {
  const startedAt = performance.now()
  while ((await report()).requests === 0) {
    if (performance.now() - startedAt > begunWithinMs)
      throw new Error('nothing was sent within a minute')
    await delay(pollMs)
  }
}
