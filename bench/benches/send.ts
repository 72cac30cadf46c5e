import { scaled, type Bench, type BenchResult } from '../bench.ts'
import { createBenchWorld } from '../bench-world.ts'
import { fillConversations, fillOutbox } from '../fill-messages.ts'
import { hasNumberCap, setNumberCap } from '../number-cap.ts'
import { median } from '../median.ts'
import { peakRssMb } from '../process-memory.ts'
import { runBareLoop } from '../run-bare-loop.ts'
import type { StandInReport } from '../start-stand-in.ts'
import { untilSent } from '../until-sent.ts'

const latencyMs = 50
const campaign = 3
/** More than any process reaches. */
const uncapped = 1_000_000

/** One lane without a cap sends what is queued, beside a bare loop with as many connections. */
export const send: Bench = async (context) => {
  const count = scaled(context, 40_000, 500)
  await using world = await createBenchWorld({ numberCount: 1 })
  const { client, deployment, sealer, standIn, workspace } = world
  if (await hasNumberCap(client)) await setNumberCap(client, workspace, uncapped)
  const conversations = await fillConversations(client, workspace, count)
  const results: BenchResult[] = []
  for (const connections of [512, 1_024]) {
    const rates: number[] = []
    const bare: number[] = []
    let atOnce = 0
    let rssMb: number | null = null
    for (let round = 0; round < context.rounds; round++) {
      await standIn.reset({ latencyMs, capPerSecond: null })
      await runBareLoop({ url: standIn.url, count, connections })
      bare.push(rateOf(await standIn.report()))

      await fillOutbox(client, sealer, conversations, campaign)
      await standIn.reset({ latencyMs, capPerSecond: null })
      const server = await deployment.startServer({
        services: 'sender',
        environment: { SEND_CONNECTIONS: String(connections) },
      })
      const report = await untilSent(standIn, count, latencyMs)
      rssMb = await peakRssMb(server.pid)
      await server.stop()
      if (report.repeated > 0) throw new Error(`${report.repeated} messages were sent twice`)
      rates.push(rateOf(report))
      atOnce = Math.max(atOnce, report.mostAtOnce)
    }
    context.say(
      `send: with ${connections} connections allowed, at most ${atOnce} were used at once`,
    )
    results.push({
      name: `send, ${connections} connections`,
      value: median(rates),
      ceiling: median(bare),
      ratio: median(rates) / median(bare),
      unit: 'messages/s',
      ...(rssMb === null ? {} : { rssMb }),
    })
  }
  return results
}

/** From the first request to the last answer. */
const rateOf = ({ requests, firstAtMs, lastAnswerAtMs }: StandInReport): number =>
  requests / ((lastAnswerAtMs - firstAtMs) / 1_000)
