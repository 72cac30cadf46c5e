import { setTimeout as delay } from 'node:timers/promises'
import { Agent, request } from 'undici'
import type { ChaosWorld, Writer } from './chaos-world.ts'
import type { CallerEntry, SimulatorReceived } from './compare-books.ts'
import { seededRandom, type SeededRandom } from './seeded-random.ts'

/** One caller in fifty hangs up before it has heard the answer. */
const hangUpPart = 0.02
const answerWithinMs = 10_000
const pauseAfterFailureMs = 300

type Load = Omit<ChaosLoad, 'stop'>

export type ChaosLoad = {
  callers: CallerEntry[]
  received: SimulatorReceived[]
  /** Whether callers repeat with the same Idempotency-Key what was not answered. */
  repeats: boolean
  /** Answers other than 202, by status. */
  refusals: Map<number, number>
  stop(): Promise<void>
}

/**
 * Each writer writes to us, and is written to by a caller of the API, one message after the other: the next is
 * posted once the one before was answered, so that their order is known.
 */
export async function startLoad(
  world: ChaosWorld,
  options: { seed: number; sendsPerSecond: number; inboundPerSecond: number },
): Promise<ChaosLoad> {
  const agent = new Agent({ connections: 64, headersTimeout: answerWithinMs })
  const load: Load = { callers: [], received: [], repeats: false, refusals: new Map() }
  load.repeats = await keepsKeys(world, agent, load)
  const stopping = new AbortController()
  const { signal } = stopping

  const callFor = async (writer: Writer, random: SeededRandom): Promise<void> => {
    const gapMs = (1_000 * world.writers.length) / options.sendsPerSecond
    await pause(random.between(0, gapMs), signal)
    for (let serial = 1; !signal.aborted; serial++) {
      const word = `${writer.personId} out ${serial}`
      let entry = await post(world, agent, { writer, word, key: word, random, load })
      while (entry.answer !== 'accepted' && load.repeats && !signal.aborted) {
        await pause(pauseAfterFailureMs, signal)
        entry = await post(world, agent, { writer, word, key: word, random, load })
      }
      load.callers.push(entry)
      if (entry.answer !== 'accepted') await pause(pauseAfterFailureMs, signal)
      await pause(random.between(0.5, 1.5) * gapMs, signal)
    }
  }
  const writeAs = async (writer: Writer, random: SeededRandom): Promise<void> => {
    const gapMs = (1_000 * world.writers.length) / options.inboundPerSecond
    await pause(random.between(0, gapMs), signal)
    for (let serial = 1; !signal.aborted; serial++) {
      load.received.push(await writeToUs(world, writer, `${writer.personId} in ${serial}`))
      if (random.next() < 0.2) await readEverything(world, writer)
      await pause(random.between(0.5, 1.5) * gapMs, signal)
    }
  }
  const running = world.writers.flatMap((writer, index) => [
    callFor(writer, seededRandom(options.seed * 10_007 + index)),
    writeAs(writer, seededRandom(options.seed * 20_011 + index)),
  ])
  return {
    ...load,
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
      await agent.close()
    },
  }
}

/** The person writes one message. This opens the customer service window too. */
export async function writeToUs(
  { simulator }: ChaosWorld,
  writer: Writer,
  word: string,
): Promise<SimulatorReceived> {
  const path = `/people/${writer.personId}/chats/${writer.phoneNumberId}/messages`
  const message = await simulator.call<{ id: string; timestampMs: number }>('POST', path, {
    type: 'text',
    text: { body: word },
  })
  return { wamid: message.id, writer: writer.personId, timestampMs: message.timestampMs }
}

const readEverything = ({ simulator }: ChaosWorld, writer: Writer): Promise<unknown> =>
  simulator.call('POST', `/people/${writer.personId}/chats/${writer.phoneNumberId}/read`)

/**
 * Whether the API knows `Idempotency-Key`: the same key with another body is refused. Otherwise both messages
 * are sent, and are part of the books like any other.
 */
async function keepsKeys(world: ChaosWorld, agent: Agent, load: Load): Promise<boolean> {
  const [writer] = world.writers
  if (!writer) return false
  const random = { ...seededRandom(0), next: () => 1 }
  const key = 'a key used twice'
  const call = { writer, key, random, load: { ...load, refusals: new Map<number, number>() } }
  const first = await post(world, agent, { ...call, word: 'probe 1' })
  const second = await post(world, agent, { ...call, word: 'probe 2' })
  load.callers.push(first, second)
  return first.answer === 'accepted' && second.answer === 'refused'
}

async function post(
  world: ChaosWorld,
  agent: Agent,
  call: { writer: Writer; word: string; key: string; random: SeededRandom; load: Load },
): Promise<CallerEntry> {
  const { writer, word, key, random, load } = call
  const entry: CallerEntry = { word, writer: writer.personId, answer: 'none', messageId: null }
  const hangUp = new AbortController()
  const timer =
    random.next() < hangUpPart ? setTimeout(() => hangUp.abort(), random.between(0, 30)) : undefined
  try {
    const answer = await request(`${world.front.url}/v1/messages`, {
      method: 'POST',
      dispatcher: agent,
      signal: hangUp.signal,
      headers: {
        authorization: `Bearer ${writer.workspace.apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': key.replaceAll(' ', '-'),
      },
      body: JSON.stringify({
        to: `+${writer.waId}`,
        phoneNumberId: writer.phoneNumberId,
        type: 'text',
        text: { body: word },
      }),
    })
    const body = (await answer.body.json()) as { id?: string }
    if (answer.statusCode === 202 && body.id)
      return { ...entry, answer: 'accepted', messageId: body.id }
    load.refusals.set(answer.statusCode, (load.refusals.get(answer.statusCode) ?? 0) + 1)
    return { ...entry, answer: 'refused' }
  } catch {
    // Cut, hung up or late: the caller knows nothing, which is what the entry says.
    return entry
  } finally {
    clearTimeout(timer)
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {})
}
