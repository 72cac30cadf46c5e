import { setTimeout as delay } from 'node:timers/promises'
import { connectOnce } from '#server/database/connection.ts'
import type { ChaosWorld } from './chaos-world.ts'
import type { SeededRandom } from './seeded-random.ts'

type Disrupt = (world: ChaosWorld, random: SeededRandom) => Promise<unknown>

/** Longer than a lane's lease, so that another process takes over what the frozen one believes to own. */
const frozenMs = 10_000

/** Everything that can go wrong, by name. Each ends by itself; what it takes away comes back. */
export const disruptions = {
  'server killed': async ({ servers }, random) => random.pick(servers).current()?.kill(),
  'all servers killed': async ({ servers }) =>
    Promise.all(servers.map(async (server) => server.current()?.kill())),
  'server stopped': async ({ servers }, random) => random.pick(servers).current()?.stop(),
  'server frozen': async ({ servers }, random) => {
    const server = random.pick(servers).current()
    if (!server) return
    process.kill(server.pid, 'SIGSTOP')
    await delay(frozenMs)
    if (server.isRunning()) process.kill(server.pid, 'SIGCONT')
  },
  'PostgreSQL killed': async ({ deployment }, random) => {
    await deployment.killPostgres()
    await delay(random.between(0, 1_000))
    await deployment.startPostgres()
  },
  'database process killed': async (world, random) =>
    withAdmin(world, async (query) => {
      const pids = await query(
        `select pid from pg_stat_activity where application_name = 'keepword' and pid <> pg_backend_pid()`,
      )
      // PostgreSQL answers a killed process by ending all sessions and recovering from its log.
      if (pids.length > 0) process.kill(random.pick(pids), 'SIGKILL')
    }),
  'database connections ended': async (world, random) =>
    withAdmin(world, (query) =>
      query(
        `select pg_terminate_backend(pid)::int as pid from pg_stat_activity
          where application_name = 'keepword' and pid <> pg_backend_pid()
            and hashint4(pid) % 100 < ${Math.round(random.between(10, 90))}`,
      ),
    ),
  'front network cut': async ({ front }, random) => front.cut(random.between(0.2, 1)),
  'Graph network cut': async ({ graph }, random) => graph.cut(random.between(0.2, 1)),
  'answers lost': fault(['lost_answer'], (random) => ({ times: times(random) })),
  'answers late': fault(['delay'], (random) => ({
    times: times(random),
    ms: Math.round(random.between(200, 2_000)),
  })),
  'webhooks doubled': fault(['duplicate_webhooks'], () => ({ times: 40 })),
  'webhooks reordered': fault(['reorder_webhooks'], () => ({ times: 20, ms: 400 })),
  'webhooks held': fault(['hold_webhooks'], (random) => ({
    ms: Math.round(random.between(500, 2_500)),
  })),
  'requests refused': fault(['error'], (random) => ({
    times: times(random),
    code: random.pick([130429, 131056, 131000, 131016]),
  })),
  outage: fault(['outage'], (random) => ({ ms: Math.round(random.between(300, 1_500)) })),
} satisfies Record<string, Disrupt>

export type DisruptionName = keyof typeof disruptions

const times = (random: SeededRandom): number => Math.ceil(random.between(1, 8))

function fault(
  kinds: readonly string[],
  details: (random: SeededRandom) => { times?: number; ms?: number; code?: number },
): Disrupt {
  return async ({ simulator }, random) => {
    for (const kind of kinds) await simulator.call('POST', '/faults', { kind, ...details(random) })
  }
}

/** A connection of its own; when the database is away at this moment, nothing is disrupted. */
async function withAdmin(
  { deployment }: ChaosWorld,
  work: (query: (text: string) => Promise<number[]>) => Promise<unknown>,
): Promise<void> {
  try {
    const client = await connectOnce({ ...deployment.address, database: 'postgres' }, null)
    try {
      await work(async (text) =>
        (await client.query<{ pid: number }>(text)).rows.map((row) => row.pid),
      )
    } finally {
      await client.end()
    }
  } catch {
    // It was killed a moment ago.
  }
}

export type PlannedDisruption = { atMs: number; name: DisruptionName }

const rest: readonly DisruptionName[] = ['server killed', 'front network cut', 'Graph network cut']

/**
 * What goes wrong when: first everything once in random order, then at random, gentle and violent mixed. The
 * same for the same seed. Short runs leave out the freeze, which alone takes longer than they do.
 */
export function planDisruptions(random: SeededRandom, durationMs: number): PlannedDisruption[] {
  const all = (Object.keys(disruptions) as DisruptionName[]).filter(
    (name) => durationMs >= 3 * frozenMs || name !== 'server frozen',
  )
  const meanGapMs = Math.min(2_000, durationMs / (all.length + 2))
  const plan: PlannedDisruption[] = []
  let queue = random.shuffled(all)
  for (let atMs = 0; ;) {
    atMs += random.between(0.4, 1.6) * meanGapMs
    if (atMs >= durationMs) return plan
    if (queue.length === 0) queue = random.shuffled([...all, ...rest])
    const name = queue.pop()
    if (name) plan.push({ atMs, name })
  }
}
