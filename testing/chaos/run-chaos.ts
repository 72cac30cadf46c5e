import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createChaosWorld, type ChaosWorld } from './chaos-world.ts'
import { compareBooks, type CallerEntry, type Verdict } from './compare-books.ts'
import { disruptions, planDisruptions, type DisruptionName } from './disruptions.ts'
import { startLoad, writeToUs, type ChaosLoad } from './load.ts'
import { readBacklog, readSimulatorSent, readStored } from './read-books.ts'
import { seededRandom } from './seeded-random.ts'

export type ChaosOptions = {
  seed: number
  durationMs: number
  sendsPerSecond: number
  inboundPerSecond: number
  /** Where the logs of the servers and of PostgreSQL are kept; thrown away when left out. */
  logsDir?: string
  say(this: void, line: string): void
}

export type ChaosReport = Verdict & {
  disrupted: Map<DisruptionName, number>
  posted: number
  accepted: number
  unanswered: number
  refusals: Map<number, number>
  received: number
  arrived: number
  /** From the last disruption to a deployment with nothing left to do; null when it did not get there. */
  settledMs: number | null
  /** Server processes that ended although nobody killed or stopped them. */
  endedByThemselves: number
}

const settleWithinMs = 90_000
const readyWithinMs = 60_000
/** Meta lends 45 messages to one person at once, and one more every 6 seconds. */
const lentMessages = 40
const pairIntervalMs = 6_000
const apiSample = 60

/** Runs the product under load, breaks things for `durationMs`, lets it come to rest and compares all books. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, durationMs, say } = options
  const folder = await mkdtemp(join(tmpdir(), 'keepword-chaos-'))
  try {
    const mostEach = lentMessages + durationMs / pairIntervalMs
    const writerCount = Math.ceil(
      Math.max(24, (1.2 * options.sendsPerSecond * durationMs) / 1_000 / mostEach),
    )
    await using world = await createChaosWorld({ seed, writerCount, folder })
    say(`seed ${seed}: two servers, ${writerCount} people, ${Math.round(durationMs / 1_000)} s`)
    // Everybody writes once, so that their customer service window is open.
    const opening = await Promise.all(
      world.writers.map((writer) => writeToUs(world, writer, `${writer.personId} opens`)),
    )
    await settle(world, settleWithinMs)
    const load = await startLoad(world, options)
    load.received.push(...opening)
    if (load.repeats) say('callers repeat with the same Idempotency-Key what was not answered')
    const disrupted = await disrupt(world, options)
    say('everything is whole again; waiting until nothing is left to do')
    await load.stop()
    await world.simulator.call('DELETE', '/faults')
    await Promise.all(world.servers.map((server) => server.ready(readyWithinMs)))
    const settledMs = await settle(world, settleWithinMs)
    if (options.logsDir) await keepLogs(world, options.logsDir)
    return await report(world, load, { disrupted, settledMs })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function keepLogs({ deployment }: ChaosWorld, logsDir: string): Promise<void> {
  await mkdir(logsDir, { recursive: true })
  for (const name of ['server.log', 'postgres.log'])
    await cp(join(deployment.dataDir, name), join(logsDir, name))
}

async function disrupt(
  world: ChaosWorld,
  { seed, durationMs, say }: ChaosOptions,
): Promise<Map<DisruptionName, number>> {
  const random = seededRandom(seed)
  const done = new Map<DisruptionName, number>()
  const underway = new Set<Promise<unknown>>()
  let ofPostgres: Promise<unknown> = Promise.resolve()
  const startedAt = performance.now()
  for (const { atMs, name } of planDisruptions(random, durationMs)) {
    await delay(Math.max(0, startedAt + atMs - performance.now()))
    say(`${((performance.now() - startedAt) / 1_000).toFixed(1).padStart(6)} s  ${name}`)
    // Two at once would not know which database server is theirs.
    const begun =
      name === 'PostgreSQL killed'
        ? (ofPostgres = ofPostgres.then(() => disruptions[name](world, random)))
        : Promise.resolve(disruptions[name](world, random))
    underway.add(begun)
    void begun.finally(() => underway.delete(begun)).catch(() => {})
    done.set(name, (done.get(name) ?? 0) + 1)
  }
  await delay(Math.max(0, startedAt + durationMs - performance.now()))
  await Promise.all(underway)
  return done
}

/** Waits until nothing is queued on either side. @returns how long it took; null when time was up. */
async function settle(world: ChaosWorld, withinMs: number): Promise<number | null> {
  const startedAt = performance.now()
  while (performance.now() - startedAt < withinMs) {
    const flushed = await world.simulator.call<{ quiet: boolean }>(
      'POST',
      '/webhooks/flush?timeoutMs=2000',
    )
    // A database that has just come back may refuse for a moment.
    const backlog = await readBacklog(world).catch(() => null)
    if (flushed.quiet && backlog === 0) return performance.now() - startedAt
    await delay(250)
  }
  return null
}

async function report(
  world: ChaosWorld,
  load: ChaosLoad,
  run: { disrupted: Map<DisruptionName, number>; settledMs: number | null },
): Promise<ChaosReport> {
  const { callers, received, refusals } = load
  const sent = await readSimulatorSent(world)
  const stored = await readStored(world)
  const verdict = compareBooks({ ...stored, callers, sent, received })
  for (const { id, reason, detail } of stored.parked)
    verdict.lost.push(`webhook ${id} was set aside: ${reason}, ${detail}`)
  verdict.lost.push(...(await askApi(world, callers, stored.storedOutbound)))
  const count = (answer: CallerEntry['answer']) =>
    callers.filter((entry) => entry.answer === answer).length
  return {
    ...verdict,
    ...run,
    posted: callers.length,
    accepted: count('accepted'),
    unanswered: count('none'),
    refusals,
    received: received.length,
    arrived: sent.length,
    endedByThemselves: world.servers.reduce((sum, server) => sum + server.endedByItself(), 0),
  }
}

/** Reads some of the accepted messages as their callers would. @returns what differs from the database. */
async function askApi(
  { front, writers }: ChaosWorld,
  callers: readonly CallerEntry[],
  stored: readonly { id: string; status: string }[],
): Promise<string[]> {
  const statuses = new Map(stored.map(({ id, status }) => [id, status]))
  const keys = new Map(writers.map(({ personId, workspace }) => [personId, workspace.apiKey]))
  const accepted = callers.filter(({ answer }) => answer === 'accepted')
  const everyNth = Math.max(1, Math.floor(accepted.length / apiSample))
  const different: string[] = []
  for (const { messageId, writer } of accepted.filter((_, index) => index % everyNth === 0)) {
    const answer = await fetch(`${front.url}/v1/messages/${messageId}`, {
      headers: { authorization: `Bearer ${keys.get(writer)}` },
    })
    const { status } = (await answer.json()) as { status?: string }
    if (status !== statuses.get(messageId ?? ''))
      different.push(`${messageId}: the API says ${answer.status} ${status}`)
  }
  return different
}
