import type { MessageStatus } from '#shared/contracts/message.ts'
import { connectOnce } from '#server/database/connection.ts'
import type { ChaosWorld } from './chaos-world.ts'
import type { SimulatorSent, StoredInbound, StoredOutbound } from './compare-books.ts'

type SentPage = {
  messages: {
    id: string
    status: string
    recipient: string
    content: { body?: string }
  }[]
  next: number | null
}

/** What the simulator took from us, in the order of acceptance. */
export async function readSimulatorSent({ simulator }: ChaosWorld): Promise<SimulatorSent[]> {
  const sent: SimulatorSent[] = []
  for (let after: number | null = 0; after !== null;) {
    const page: SentPage = await simulator.call<SentPage>(
      'GET',
      `/sent-messages?limit=5000&after=${after}`,
    )
    for (const { id, status, recipient, content } of page.messages)
      sent.push({ word: content.body ?? '', wamid: id, recipient, status })
    after = page.next
  }
  return sent
}

export type StoredBooks = {
  storedOutbound: StoredOutbound[]
  storedInbound: StoredInbound[]
  inboundCounts: { conversationId: string; count: number }[]
  /** Payloads that were set aside: each holds something that was answered with 200 and not applied. */
  parked: { id: string; reason: string; detail: string }[]
}

/** What the database says, read beside the product and its roles. */
export async function readStored({ deployment }: ChaosWorld): Promise<StoredBooks> {
  const client = await connectOnce(deployment.address, null)
  try {
    const outbound = await client.query<{ id: string; status: MessageStatus; wamid: string }>(
      `select id, status, wamid from message where direction = 'outbound' order by id`,
    )
    const inbound = await client.query<{ wamid: string; conversation_id: string }>(
      `select wamid, conversation_id from message where direction = 'inbound' order by occurred_at, id`,
    )
    const counts = await client.query<{ id: string; inbound_count: number }>(
      'select id, inbound_count from conversation',
    )
    const parked = await client.query<{ id: string; reason: string; detail: string }>(
      'select id, reason, detail from journal_parked',
    )
    return {
      storedOutbound: outbound.rows,
      storedInbound: inbound.rows.map(({ wamid, conversation_id }) => ({
        wamid,
        conversationId: conversation_id,
      })),
      inboundCounts: counts.rows.map(({ id, inbound_count }) => ({
        conversationId: id,
        count: inbound_count,
      })),
      parked: parked.rows,
    }
  } finally {
    await client.end()
  }
}

/** What is still to be done: messages to leave, webhooks to apply. */
export async function readBacklog({ deployment }: ChaosWorld): Promise<number> {
  const client = await connectOnce(deployment.address, null)
  try {
    const { rows } = await client.query<{ waiting: bigint }>(
      'select (select count(*) from outbox) + (select count(*) from journal) as waiting',
    )
    return Number(rows[0]?.waiting ?? 0n)
  } finally {
    await client.end()
  }
}
