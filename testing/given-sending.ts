import { once, EventEmitter } from 'node:events'
import type { Message } from '#shared/contracts/message.ts'
import { acceptMessage } from '#server/features/sending/sending.ts'
import { newId, type MessageId, type TenantId } from '#server/platform/ids.ts'
import { givenConversation, givenMessage, type GivenConversation } from './given-inbox.ts'
import { createTestRuntime, type TestRuntime } from './test-runtime.ts'
import { startFakeGraph } from './fake-graph.ts'

/** A runtime whose Graph API is a fake one that the test commands. */
export async function createSendingWorld() {
  const graph = await startFakeGraph()
  const runtime = await createTestRuntime({ graph: graph.client })
  return {
    graph,
    runtime,
    [Symbol.asyncDispose]: async () => {
      await graph[Symbol.asyncDispose]()
      await runtime[Symbol.asyncDispose]()
    },
  }
}

let serial = 0

/** Somebody who has just written, so that the window is open. */
export async function givenOpenConversation(
  runtime: TestRuntime,
  channel?: { tenantId: TenantId; channelId: GivenConversation['channelId'] },
): Promise<GivenConversation & { waId: string; wamid: string }> {
  serial += 1
  const given = channel ?? (await runtime.given.channel(await runtime.given.tenant()))
  const waId = `44770090${String(serial).padStart(4, '0')}`
  const wamid = `wamid.inbound${serial}`
  const conversation = await givenConversation(runtime, given, { waId })
  await givenMessage(runtime, conversation, { wamid })
  return { ...conversation, waId, wamid }
}

/** Takes a text for sending, as a program would. */
export async function sendText(
  runtime: TestRuntime,
  conversation: GivenConversation,
  body: string,
  priority: 0 | 1 | 2 | 3 = 2,
): Promise<MessageId> {
  const { messageId } = await acceptMessage(runtime, conversation.tenantId, {
    destination: { conversationId: conversation.conversationId },
    content: { type: 'text', part: { body }, mediaId: null, quotes: null, reactsTo: null },
    author: { kind: 'api', id: null },
    priority,
    callbackData: null,
    requestId: newId(),
  })
  return messageId
}

export async function readStatus(
  runtime: TestRuntime,
  tenantId: TenantId,
  id: MessageId,
): Promise<Message['status']> {
  const row = await runtime.database.inTenant(tenantId, (tx) =>
    tx
      .selectFrom('message')
      .select('status')
      .where('tenantId', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  )
  return row.status as Message['status']
}

/** Resolves once the message is so. */
export const waitForStatus = (
  runtime: TestRuntime,
  tenantId: TenantId,
  id: MessageId,
  status: Message['status'],
): Promise<void> =>
  waitForHint(runtime, tenantId, async () => (await readStatus(runtime, tenantId, id)) === status)

/** Looks now, and again with each hint that is published, until what is looked for is there. */
export async function waitForHint(
  runtime: TestRuntime,
  tenantId: TenantId,
  isThere: () => Promise<boolean>,
): Promise<void> {
  const changes = new EventEmitter()
  const stop = runtime.hints.subscribe(tenantId, () => changes.emit('hint'))
  try {
    const signal = AbortSignal.timeout(20_000)
    for (;;) {
      const hint = once(changes, 'hint', { signal })
      hint.catch(() => {})
      if (await isThere()) return
      await hint
    }
  } finally {
    stop()
  }
}
