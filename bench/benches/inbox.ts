import { newId, type MessageId } from '#server/platform/ids.ts'
import { scaled, type Bench, type BenchResult } from '../bench.ts'
import { createBenchWorld, portOf, type BenchWorld } from '../bench-world.ts'
import { fillConversations, fillMessages, type FilledMessage } from '../fill-messages.ts'
import type { LoadResult } from '../load-plan.ts'
import { medianOf } from '../median.ts'
import { peakRssMb } from '../process-memory.ts'
import { runLoad } from '../run-load.ts'

const perConversation = 50
const batch = 100
/** A busy team: the wait of one screen is measured, not how many the server could bear. */
const askedPerSecond = { list: 25, open: 25, search: 5 }
const connections = 16

/** Words by how often people use them: the first in every second message, the last in one of ten thousand. */
const vocabulary = Array.from(
  { length: 400 },
  (_, index) => `${syllables(index)}${syllables(index * 7 + 3)}`,
)
function syllables(index: number): string {
  return `${'bdfgklmnprstvz'[index % 14]}${'aeiou'[index % 5]}${'lnrsm'[index % 5]}`
}

/** List, open and search in a workspace with a million messages. */
export const inbox: Bench = async (context) => {
  await using world = await createBenchWorld({ numberCount: 1 })
  const { client, deployment, workspace } = world
  const count = scaled(context, 1_000_000, 2_000)
  context.say(`inbox: filling ${count} messages`)
  const conversationIds = await fillInbox(world, count)
  await client.query('vacuum analyze')
  const server = await deployment.startServer({ services: 'api' })
  const kinds = {
    list: ['/v1/conversations?limit=50', '/v1/conversations?limit=50&view=unread'],
    open: conversationIds
      .slice(0, 2_000)
      .flatMap((id) => [`/v1/conversations/${id}/messages?limit=50`]),
    search: vocabulary
      .filter((_, index) => index % 4 === 0)
      .map((word) => `/v1/conversations?limit=50&search=${word}`),
  }
  const results: BenchResult[] = []
  for (const kind of ['list', 'open', 'search'] as const) {
    const paths = kinds[kind]
    const rounds: LoadResult[] = []
    const durationMs = scaled(context, 10_000, 2_000)
    for (let round = 0; round < context.rounds; round++)
      rounds.push(
        await runLoad(
          {
            port: portOf(server.url),
            connections,
            durationMs,
            warmUpMs: durationMs / 4,
            perSecond: askedPerSecond[kind],
            requests: { kind: 'reads', apiKey: workspace.apiKey, paths },
          },
          '200',
        ),
      )
    const { p50Ms, p95Ms, p99Ms } = medianOf(rounds, ['p50Ms', 'p95Ms', 'p99Ms'])
    results.push({ name: `inbox, ${kind}`, value: p95Ms, unit: 'ms p95', p50Ms, p99Ms })
  }
  const rssMb = await peakRssMb(server.pid)
  return results.map((result) => (rssMb === null ? result : { ...result, rssMb }))
}

async function fillInbox(world: BenchWorld, count: number): Promise<string[]> {
  const { client, sealer, workspace } = world
  const index = await client.query<{ definition: string }>(
    `select pg_get_indexdef('message_search'::regclass) as definition`,
  )
  // Built once at the end: kept up to date row by row it takes most of the filling.
  await client.query('drop index message_search')
  const conversations = await fillConversations(
    client,
    workspace,
    Math.ceil(count / perConversation),
  )
  const startMs = Date.now() - count
  for (let at = 0; at < conversations.length; at += batch) {
    const messages = conversations.slice(at, at + batch).flatMap((conversation, place) =>
      Array.from({ length: perConversation }, (_, serial): FilledMessage => {
        const isInbound = serial % 2 === 0
        return {
          conversation,
          id: newId<MessageId>(),
          direction: isInbound ? 'inbound' : 'outbound',
          status: isInbound ? 'received' : 'delivered',
          wamid: null,
          text: sentence((at + place) * perConversation + serial),
          at: new Date(startMs + (at + place) * perConversation + serial),
        }
      }),
    )
    await fillMessages(client, sealer, messages)
  }
  await client.query(index.rows[0]?.definition ?? '')
  await client.query(
    `update conversation c set last_message_id = m.id, last_activity_at = m.occurred_at,
        last_inbound_at = m.occurred_at, inbound_count = ${perConversation / 2}
      from (select distinct on (conversation_id) conversation_id, id, occurred_at from message
            order by conversation_id, occurred_at desc) m
      where m.conversation_id = c.id`,
  )
  return conversations.map(({ conversationId }) => conversationId)
}

/** Eight words; small indexes of the vocabulary come often. The same for the same serial. */
function sentence(serial: number): string {
  const words: string[] = []
  for (let place = 0; place < 8; place++) {
    const chance = ((Math.imul(serial * 8 + place + 1, 0x9e3779b1) >>> 0) + 1) / 2 ** 32
    words.push(vocabulary[Math.floor(vocabulary.length * chance ** 3)] ?? '')
  }
  return words.join(' ')
}
