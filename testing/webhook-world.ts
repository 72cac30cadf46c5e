import { after } from 'node:test'
import { drainJournal } from '#server/features/webhook-intake/webhook-intake.ts'
import { insertMessage, claimWamids, openConversation } from '#server/features/messages/messages.ts'
import { resolvePeople } from '#server/features/contacts/contacts.ts'
import type { DB } from '#server/database/schema.ts'
import { newId, type MessageId } from '#server/platform/ids.ts'
import type { GivenChannel } from './given.ts'
import { storedWebhooks } from './stored-webhooks.ts'
import { tenantRows } from './tenant-rows.ts'
import { createTestRuntime, type TestRuntime } from './test-runtime.ts'
import { bodyFor, webhookApp } from './webhooks.ts'

type Raw = Record<string, unknown>

let shared: Promise<TestRuntime> | undefined

// Cloning a database takes longer than most tests: the tests of a file share one, each with a tenant of its own.
after(async () => {
  await (await shared)?.[Symbol.asyncDispose]()
})

/** One tenant with one number, and short ways to let Meta tell it something. */
export async function createWebhookWorld() {
  shared ??= createTestRuntime()
  const runtime = await shared
  const tenantId = await runtime.given.tenant()
  const channel = await runtime.given.channel(tenantId)
  const { post } = webhookApp(runtime)

  const postValues = async (to: GivenChannel, values: object[], field = 'messages') => {
    const entry = values.flatMap((value) => bodyFor(to, value, field).entry)
    const answer = await post(to.appId, { object: 'whatsapp_business_account', entry })
    if (answer.statusCode !== 200) throw new Error(`webhook refused: ${answer.body}`)
  }
  /** Each value is a webhook of its own, applied before the next comes. */
  const receive = async (...values: object[]) => {
    for (const value of values) {
      await postValues(channel, [value])
      await drainJournal(runtime)
    }
  }
  /** All in one webhook. */
  const receiveTogether = async (...values: object[]) => {
    await postValues(channel, values)
    await drainJournal(runtime)
  }
  const receiveField = async (field: string, value: object) => {
    await postValues(channel, [value], field)
    await drainJournal(runtime)
  }
  const table = <Name extends keyof DB>(name: Name) => tenantRows(runtime.database, tenantId, name)

  /** A message of a member to this number, as the sending side leaves it behind. */
  const outbound = async (
    given: {
      waId?: string
      wamid?: string | null
      status?: 'queued' | 'sending' | 'unknown' | 'accepted'
    } = {},
  ) => {
    const { waId = '15550100123', wamid = 'wamid.out', status = 'accepted' } = given
    const sealer = await runtime.keyring.forTenant(tenantId)
    const now = runtime.clock.now()
    const id = newId<MessageId>()
    const conversationId = await runtime.database.inTenant(tenantId, async (tx) => {
      const { contactIds } = await resolvePeople(
        tx,
        [{ waId, scope: '600000000000001', at: now, source: 'api' }],
        now,
      )
      const [contactId] = contactIds
      if (!contactId) throw new Error('no contact')
      const conversation = await openConversation(tx, {
        channelId: channel.channelId,
        contactId,
        now,
      })
      await insertMessage(tx, sealer, {
        id,
        conversationId: conversation.id,
        contactId,
        channelId: channel.channelId,
        direction: 'outbound',
        type: 'text',
        status,
        authorKind: 'api',
        wamid,
        gate: {},
        occurredAt: now,
        createdAt: now,
        envelope: { message: { type: 'text', text: { body: 'Your order left.' } } },
      })
      if (wamid) await claimWamids(tx, channel.channelId, [{ wamid, messageId: id }])
      return conversation.id
    })
    return { id, wamid, conversationId }
  }
  return {
    runtime,
    tenantId,
    channel,
    receive,
    receiveTogether,
    receiveField,
    table,
    outbound,
    stored: () => storedWebhooks(runtime, tenantId),
  }
}

export type WebhookWorld = Awaited<ReturnType<typeof createWebhookWorld>>

/** Seconds of Meta, counted from a moment in the past. */
export const at = (seconds: number): string => String(1_750_000_000 + seconds)

/** A text message of a person known by number. */
export const text = (id: string, body: string, seconds: number, more: Raw = {}): Raw => ({
  messages: [
    {
      from: '15550100123',
      id: `wamid.${id}`,
      timestamp: at(seconds),
      type: 'text',
      text: { body },
      ...more,
    },
  ],
})

/** Any other message of that person; `part` stands under its type. */
export const message = (
  id: string,
  type: string,
  seconds: number,
  part: unknown,
  more: Raw = {},
): Raw => ({
  messages: [
    { from: '15550100123', id: `wamid.${id}`, timestamp: at(seconds), type, [type]: part, ...more },
  ],
})

export const status = (wamid: string, word: string, seconds: number, more: Raw = {}): Raw => ({
  statuses: [
    { id: wamid, status: word, timestamp: at(seconds), recipient_id: '15550100123', ...more },
  ],
})
