import { setTimeout as delay } from 'node:timers/promises'
import { createUser, hashPassword } from '#server/features/accounts/accounts.ts'
import { scaled, type Bench } from '../bench.ts'
import { createBenchWorld, type BenchWorld } from '../bench-world.ts'
import { fillConversations, fillOutbox, type FilledConversation } from '../fill-messages.ts'
import { medianOf, percentile } from '../median.ts'
import { hasNumberCap, setNumberCap } from '../number-cap.ts'
import { peakRssMb } from '../process-memory.ts'
import { untilSent } from '../until-sent.ts'

const cap = 1_000
const campaign = 3
const latencyMs = 50
const repliesEveryMs = 50
const person = { email: 'bench@keepword.example', password: 'a password for the bench' }
const callbackMark = 'kw1.'

type Latencies = { p50Ms: number; p99Ms: number }

/**
 * A person answers people one after the other: from the call of our API to the request at the Graph API, while
 * nothing else is sent, and while a campaign of 100,000 runs over the same number.
 */
export const reply: Bench = async (context) => {
  const idle: Latencies[] = []
  const busy: Latencies[] = []
  const replyCount = scaled(context, 400, 20)
  const campaignCount = scaled(context, 100_000, 2_000)
  let rssMb: number | null = null
  for (let round = 0; round < context.rounds; round++) {
    await using world = await createBenchWorld({ numberCount: 1 })
    const { client, deployment, sealer, standIn, workspace } = world
    if (await hasNumberCap(client)) await setNumberCap(client, workspace, cap)
    const all = await fillConversations(client, workspace, campaignCount + 2 * replyCount)
    await client.query('analyze')
    await standIn.reset({ latencyMs, capPerSecond: null })
    const server = await deployment.startServer({ services: 'api,sender' })
    const cookie = await signIn(world, server.url)
    const talk = (people: FilledConversation[]) =>
      replyTo(world, { url: server.url, cookie }, people)

    await talk(all.slice(0, replyCount))
    idle.push(await talk(all.slice(0, replyCount)))
    await fillOutbox(client, sealer, all.slice(2 * replyCount), campaign)
    await untilSent(standIn, 2 * replyCount + 100, 0)
    busy.push(await talk(all.slice(replyCount, 2 * replyCount)))
    const { rows } = await client.query<{ left: bigint }>('select count(*) as left from outbox')
    if (Number(rows[0]?.left ?? 0) === 0)
      context.say('reply: the campaign ended before the replies did; take a larger scale')
    rssMb = await peakRssMb(server.pid)
    await server.kill()
  }
  const alone = medianOf(idle, ['p50Ms', 'p99Ms'])
  const besides = medianOf(busy, ['p50Ms', 'p99Ms'])
  return [
    {
      name: 'reply',
      value: besides.p99Ms,
      ceiling: alone.p99Ms,
      ratio: besides.p99Ms / alone.p99Ms,
      unit: 'ms p99',
      ...besides,
      ...(rssMb === null ? {} : { rssMb }),
    },
  ]
}

async function signIn({ access, workspace }: BenchWorld, url: string): Promise<string> {
  await createUser(access.database, {
    tenantId: workspace.tenantId,
    email: person.email,
    name: 'A member',
    role: 'owner',
    passwordHash: await hashPassword(person.password),
    timeZone: 'UTC',
    createdAt: new Date(),
  })
  const answer = await fetch(`${url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-keepword-request': '1' },
    body: JSON.stringify(person),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (!answer.ok || !cookie) throw new Error(`signing in was answered with ${answer.status}`)
  return cookie
}

/** One reply to each of them, started at a steady rate whether or not the one before has arrived. */
async function replyTo(
  { standIn }: BenchWorld,
  caller: { url: string; cookie: string },
  people: readonly FilledConversation[],
): Promise<Latencies> {
  const startedAtMs: number[] = []
  const answers = people.map(async ({ conversationId }, index) => {
    await delay(index * repliesEveryMs)
    startedAtMs[index] = performance.timeOrigin + performance.now()
    const answer = await fetch(`${caller.url}/v1/messages`, {
      method: 'POST',
      headers: {
        cookie: caller.cookie,
        'x-keepword-request': '1',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ conversationId, type: 'text', text: { body: 'Yes, gladly.' } }),
    })
    const { id } = (await answer.json()) as { id?: string }
    if (answer.status !== 202 || !id) throw new Error(`a reply was answered with ${answer.status}`)
    return `${callbackMark}${id}`
  })
  const ids = await Promise.all(answers)
  for (;;) {
    const arrivedAtMs = await standIn.arrivalsOf(ids)
    const latenciesMs = arrivedAtMs.map((at, index) => (at ?? NaN) - (startedAtMs[index] ?? NaN))
    if (latenciesMs.every(Number.isFinite))
      return { p50Ms: percentile(latenciesMs, 0.5), p99Ms: percentile(latenciesMs, 0.99) }
    await delay(20)
  }
}
