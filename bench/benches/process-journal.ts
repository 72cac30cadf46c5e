import { setTimeout as delay } from 'node:timers/promises'
import { newId, type MessageId } from '#server/platform/ids.ts'
import { deploymentApp } from '#testing/deployment.ts'
import { scaled, type Bench } from '../bench.ts'
import { countRows, createBenchWorld, portOf } from '../bench-world.ts'
import { fillConversations, fillMessages, type FilledMessage } from '../fill-messages.ts'
import { median } from '../median.ts'
import { peakRssMb } from '../process-memory.ts'
import { runLoad } from '../run-load.ts'

const perSecond = 4_000
const numberCount = 8
const prefix = 'wamid.bench-sent-'
const pollMs = 50
const drainedWithinMs = 5 * 60_000

/**
 * Webhooks at a steady rate, three statuses of messages that we sent for each message of a person, stored and
 * applied by one process. How long after the last one is everything applied?
 */
export const processJournal: Bench = async (context) => {
  const durationMs = scaled(context, 60_000, 2_000)
  const applied: number[] = []
  const behindMs: number[] = []
  const p50Ms: number[] = []
  const p99Ms: number[] = []
  let rssMb: number | null = null
  for (let round = 0; round < context.rounds; round++) {
    await using world = await createBenchWorld({ numberCount })
    const { client, deployment, sealer, workspace } = world
    // Each message gets its three statuses within the time; people who write are among the recipients.
    const count = Math.ceil((perSecond * 0.75 * durationMs) / 1_000 / 3 / numberCount) * numberCount
    const conversations = await fillConversations(client, workspace, Math.max(count, 5_000))
    const sent = conversations.slice(0, count).map<FilledMessage>((conversation, index) => ({
      conversation,
      id: newId<MessageId>(),
      direction: 'outbound',
      status: 'accepted',
      wamid: `${prefix}${index}`,
      text: 'Your order is on its way.',
      at: new Date(),
    }))
    await fillMessages(client, sealer, sent)
    await client.query('analyze')
    const server = await deployment.startServer({ services: 'intake' })
    const result = await runLoad(
      {
        port: portOf(server.url),
        connections: 64,
        durationMs,
        warmUpMs: 0,
        perSecond,
        requests: {
          kind: 'webhooks',
          path: `/webhooks/meta/${deploymentApp.appId}`,
          appSecret: deploymentApp.appSecret,
          numbers: workspace.numbers,
          sentWamids: { prefix, count },
          inboundEvery: 4,
          firstSerial: 0,
        },
      },
      '200',
    )
    const endedAt = performance.now()
    while ((await countRows(client, 'journal')) > 0) {
      if (performance.now() - endedAt > drainedWithinMs)
        throw new Error('the journal was not applied within five minutes')
      await delay(pollMs)
    }
    const lateMs = performance.now() - endedAt
    behindMs.push(lateMs)
    applied.push((1_000 * result.count) / (durationMs + lateMs))
    p50Ms.push(result.p50Ms)
    p99Ms.push(result.p99Ms)
    rssMb = await peakRssMb(server.pid)
    await server.stop()
  }
  return [
    {
      name: 'process',
      value: median(applied),
      ceiling: perSecond,
      ratio: median(applied) / perSecond,
      unit: 'webhooks/s',
      p50Ms: median(p50Ms),
      p99Ms: median(p99Ms),
      ...(rssMb === null ? {} : { rssMb }),
    },
    { name: 'process, backlog gone after', value: median(behindMs) / 1_000, unit: 's' },
  ]
}
