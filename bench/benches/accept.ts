import { scaled, type Bench } from '../bench.ts'
import { createBenchWorld, portOf } from '../bench-world.ts'
import { fillConversations } from '../fill-messages.ts'
import type { LoadPlan, LoadResult } from '../load-plan.ts'
import { medianOf } from '../median.ts'
import { peakRssMb } from '../process-memory.ts'
import { runLoad } from '../run-load.ts'
import { startCeilingServer } from '../start-ceiling-server.ts'

const connections = 64

/** `POST /v1/messages` until 202, beside a route with the same checks of caller and body that accepts nothing. */
export const accept: Bench = async (context) => {
  await using world = await createBenchWorld({ numberCount: 1 })
  const { client, deployment, workspace } = world
  const conversations = await fillConversations(client, workspace, scaled(context, 10_000, 200))
  await client.query('analyze')
  const server = await deployment.startServer({ services: 'api' })
  await using ceiling = await startCeilingServer(deployment)
  const durationMs = scaled(context, 10_000, 2_000)
  const plan = (port: number): LoadPlan => ({
    port,
    connections,
    durationMs,
    warmUpMs: durationMs / 4,
    perSecond: null,
    requests: {
      kind: 'sends',
      path: '/v1/messages',
      apiKey: workspace.apiKey,
      conversationIds: conversations.map(({ conversationId }) => conversationId),
    },
  })
  const accepting: LoadResult[] = []
  const checking: LoadResult[] = []
  for (let round = 0; round < context.rounds; round++) {
    checking.push(await runLoad(plan(ceiling.port), '202'))
    accepting.push(await runLoad(plan(portOf(server.url)), '202'))
  }
  const { perSecond, p50Ms, p99Ms } = medianOf(accepting, ['perSecond', 'p50Ms', 'p99Ms'])
  const limit = medianOf(checking, ['perSecond']).perSecond
  const rssMb = await peakRssMb(server.pid)
  return [
    {
      name: 'accept',
      value: perSecond,
      ceiling: limit,
      ratio: perSecond / limit,
      unit: 'messages/s',
      p50Ms,
      p99Ms,
      ...(rssMb === null ? {} : { rssMb }),
    },
  ]
}
