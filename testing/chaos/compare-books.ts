import type { MessageStatus } from '#shared/contracts/message.ts'

/** What a caller of our API was told about one message. `word` is its text, which no other message has. */
export type CallerEntry = {
  word: string
  /** Messages of one writer are posted one after the other, each after the answer to the one before. */
  writer: string
  answer: 'accepted' | 'refused' | 'none'
  messageId: string | null
}

/** A message of ours that the simulator took, in the order in which it took them. */
export type SimulatorSent = { word: string; wamid: string; recipient: string; status: string }

/** A message that a person wrote to us. */
export type SimulatorReceived = { wamid: string; writer: string; timestampMs: number }

export type StoredOutbound = { id: string; status: MessageStatus; wamid: string | null }

/** In the order of the thread. */
export type StoredInbound = { wamid: string; conversationId: string }

export type Books = {
  callers: CallerEntry[]
  sent: SimulatorSent[]
  received: SimulatorReceived[]
  storedOutbound: StoredOutbound[]
  storedInbound: StoredInbound[]
  /** Counters that stand on the conversations, to be compared with the messages. */
  inboundCounts: { conversationId: string; count: number }[]
}

export type Verdict = {
  /** One sentence for each, with the ids. */
  lost: string[]
  doubled: string[]
  outOfOrder: string[]
  /** Shown as unknown: neither lost nor doubled. */
  unknown: { total: number; neverArrived: number }
}

/** How far a message got. Failed after it was taken is no step back: it says what became of it. */
const rank: Record<string, number> = {
  queued: 0,
  sending: 0,
  unknown: 0,
  accepted: 1,
  sent: 2,
  delivered: 3,
  read: 4,
  played: 5,
  failed: 6,
}
const rankOf = (status: string): number => rank[status] ?? 0

/**
 * Compares what callers were told, what the simulator saw and what the database says.
 *
 * Lost: a 202 whose message neither arrived nor is shown as failed or unknown; a message shown as taken that
 * never arrived; an inbound message or a status that was answered with 200 and is not there. Doubled: one
 * message that arrived twice, or is stored twice. Out of order: two messages to one person, the second posted
 * after the first was accepted, that arrived the other way round; or a thread against the order of its times.
 */
export function compareBooks(books: Books): Verdict {
  const verdict: Verdict = {
    lost: [],
    doubled: [],
    outOfOrder: [],
    unknown: { total: 0, neverArrived: 0 },
  }
  compareOutbound(books, verdict)
  compareOrderOfArrival(books, verdict)
  compareInbound(books, verdict)
  compareThreads(books, verdict)
  return verdict
}

function compareOutbound({ callers, sent, storedOutbound }: Books, verdict: Verdict): void {
  const arrivals = Map.groupBy(sent, (message) => message.word)
  for (const [word, copies] of arrivals)
    if (copies.length > 1)
      verdict.doubled.push(`"${word}" arrived ${copies.length} times: ${wamidsOf(copies)}`)
  const stored = new Map(storedOutbound.map((message) => [message.id, message]))
  for (const { word, answer, messageId } of callers) {
    if (answer !== 'accepted' || messageId === null) continue
    const status = stored.get(messageId)?.status
    const hasArrived = arrivals.has(word)
    if (status === undefined)
      verdict.lost.push(`"${word}" was accepted as ${messageId} and is gone`)
    else if (!hasArrived && status !== 'failed' && status !== 'unknown')
      verdict.lost.push(`"${word}" (${messageId}) is shown as ${status} and never arrived`)
    if (status === 'unknown') {
      verdict.unknown.total += 1
      if (!hasArrived) verdict.unknown.neverArrived += 1
    }
  }
  const byWamid = new Map(storedOutbound.map((message) => [message.wamid, message]))
  const idOfWord = new Map(callers.map((entry) => [entry.word, entry.messageId]))
  for (const { word, wamid, status } of sent) {
    const found = byWamid.get(wamid) ?? stored.get(idOfWord.get(word) ?? '')
    if (!found) verdict.lost.push(`${wamid} ("${word}") arrived and is not stored`)
    else if (rankOf(found.status) < rankOf(status))
      verdict.lost.push(
        `the status "${status}" of ${found.id} (${wamid}): it is shown as ${found.status}`,
      )
  }
}

const wamidsOf = (messages: readonly { wamid: string }[]): string =>
  messages.map(({ wamid }) => wamid).join(', ')

/** Of each writer, only those whose acceptance was told: of the others nobody knows when they were posted. */
function compareOrderOfArrival({ callers, sent }: Books, verdict: Verdict): void {
  const place = new Map<string, number>()
  sent.forEach(({ word }, index) => {
    if (!place.has(word)) place.set(word, index)
  })
  const accepted = callers.filter(({ answer }) => answer === 'accepted')
  for (const [writer, entries] of Map.groupBy(accepted, (entry) => entry.writer)) {
    let latest: { word: string; at: number } | null = null
    for (const { word } of entries) {
      const at = place.get(word)
      if (at === undefined) continue
      if (latest && at < latest.at)
        verdict.outOfOrder.push(`${writer}: "${word}" arrived before "${latest.word}"`)
      else latest = { word, at }
    }
  }
}

function compareInbound({ received, storedInbound, inboundCounts }: Books, verdict: Verdict): void {
  const stored = Map.groupBy(storedInbound, (message) => message.wamid)
  for (const { wamid, writer } of received) {
    const copies = stored.get(wamid)?.length ?? 0
    if (copies === 0) verdict.lost.push(`${wamid} of ${writer} is not stored`)
    if (copies > 1) verdict.doubled.push(`${wamid} of ${writer} is stored ${copies} times`)
  }
  const counted = Map.groupBy(storedInbound, (message) => message.conversationId)
  for (const { conversationId, count } of inboundCounts) {
    const real = counted.get(conversationId)?.length ?? 0
    if (count > real)
      verdict.doubled.push(`conversation ${conversationId} counts ${count} of ${real} messages`)
    if (count < real)
      verdict.lost.push(`conversation ${conversationId} counts ${count} of ${real} messages`)
  }
}

/** Meta's times have whole seconds: within one second any order is as good as another. */
function compareThreads({ received, storedInbound }: Books, verdict: Verdict): void {
  const writtenAt = new Map(received.map(({ wamid, timestampMs }) => [wamid, timestampMs]))
  for (const [conversationId, thread] of Map.groupBy(
    storedInbound,
    (message) => message.conversationId,
  )) {
    let latest: { wamid: string; second: number } | null = null
    for (const { wamid } of thread) {
      const timestampMs = writtenAt.get(wamid)
      if (timestampMs === undefined) continue
      const second = Math.floor(timestampMs / 1_000)
      if (latest && second < latest.second)
        verdict.outOfOrder.push(
          `conversation ${conversationId}: ${wamid} stands after ${latest.wamid}`,
        )
      else latest = { wamid, second }
    }
  }
}
