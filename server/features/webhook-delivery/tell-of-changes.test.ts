import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { WebhookEventType } from '#shared/contracts/webhook-event.ts'
import { contactRoutes } from '#server/features/contacts/contacts.ts'
import {
  conversationRoutes,
  conversationTasks,
} from '#server/features/conversations/conversations.ts'
import { startLanes } from '#server/features/sending/sending.ts'
import { graphError } from '#testing/fake-graph.ts'
import {
  createSendingWorld,
  givenOpenConversation,
  sendText,
  waitForStatus,
} from '#testing/given-sending.ts'
import { createTestApi, memberCaller } from '#testing/test-api.ts'
import { tenantRows } from '#testing/tenant-rows.ts'
import { openPayload } from './record-events.ts'
import { webhookEndpointRoutes } from './webhook-delivery.ts'
import type { WebhookEventId } from '#server/platform/ids.ts'

const world = await createSendingWorld()
const { graph, runtime } = world
const api = await createTestApi(runtime, (app) => {
  webhookEndpointRoutes(app, runtime)
  contactRoutes(app, runtime)
  conversationRoutes(app, runtime)
})
after(async () => {
  await api[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

/** A conversation whose workspace has an endpoint for these events; `told` reads what was written for it. */
async function givenEndpoint(...eventTypes: WebhookEventType[]) {
  const conversation = await givenOpenConversation(runtime)
  const { tenantId } = conversation
  const caller = api.as(memberCaller(tenantId, await runtime.given.member(tenantId)))
  const made = await caller.post('/v1/webhook-endpoints', {
    url: 'https://hooks.invalid/',
    eventTypes,
  })
  await caller.post(`/v1/webhook-endpoints/${(made.body as { id: string }).id}/enable`)
  const told = async () => {
    const sealer = await runtime.keyring.forTenant(tenantId)
    const rows = await tenantRows(runtime.database, tenantId, 'webhookPayload')
    return rows.map(
      (row) =>
        JSON.parse(openPayload(sealer, row.id as WebhookEventId, row.bodySealed).toString()) as {
          type: string
          data: Record<string, Record<string, unknown>>
        },
    )
  }
  return { ...conversation, caller, told }
}

const statusesOf = (events: { data: Record<string, unknown> }[]) =>
  events.map(({ data }) => [data['status'], (data['message'] as { status: string }).status])

test('a message that Meta takes, and one that it refuses, are told with what came of them', async () => {
  const given = await givenEndpoint('message.status')
  const lanes = startLanes(runtime)
  const accepted = await sendText(runtime, given, 'Taken')
  await waitForStatus(runtime, given.tenantId, accepted, 'accepted')
  graph.answerWith(() => graphError(131026))
  const refused = await sendText(runtime, given, 'Refused')
  await waitForStatus(runtime, given.tenantId, refused, 'failed')
  await lanes.close()
  const events = await given.told()
  assert.deepEqual(statusesOf(events), [
    ['accepted', 'accepted'],
    ['failed', 'failed'],
  ])
  const [first, second] = events
  assert.equal(first?.data['message']?.['id'], accepted)
  assert.match(String(first?.data['message']?.['wamid']), /^wamid\./)
  assert.equal((second?.data['message']?.['error'] as { code: number } | undefined)?.code, 131026)
})

test('a message whose answer never came is told as unknown', async () => {
  const given = await givenEndpoint('message.status')
  graph.answerWith(() => 'hang up')
  const lanes = startLanes(runtime)
  const id = await sendText(runtime, given, 'Lost?')
  await waitForStatus(runtime, given.tenantId, id, 'unknown')
  await lanes.close()
  assert.deepEqual(statusesOf(await given.told()), [['unknown', 'unknown']])
})

test('what a member changes about a conversation or a contact is told', async () => {
  const given = await givenEndpoint('conversation.updated', 'contact.updated')
  const { caller } = given
  await caller.patch(`/v1/conversations/${given.conversationId}`, { status: 'pending' })
  const { contactId } = given
  await caller.patch(`/v1/contacts/${contactId}`, { name: 'Somebody else', isOptedOut: true })
  const [conversation, contact] = await given.told()
  assert.equal(conversation?.type, 'conversation.updated')
  assert.equal(conversation?.data['conversation']?.['status'], 'pending')
  assert.equal(conversation?.data['conversation']?.['unreadCount'], undefined)
  assert.equal(contact?.type, 'contact.updated')
  assert.equal(contact?.data['contact']?.['name'], 'Somebody else')
  assert.equal(contact?.data['contact']?.['isOptedOut'], true)
})

test('a conversation that wakes from its snooze is told', async () => {
  const given = await givenEndpoint('conversation.updated')
  const { conversationId, tenantId } = given
  const snoozedUntil = new Date(runtime.clock.now().getTime() + 60_000).toISOString()
  await given.caller.patch(`/v1/conversations/${conversationId}`, { snoozedUntil })
  runtime.clock.setOffsetMs(61_000)
  const wake = conversationTasks(runtime)['conversations.wake']
  await wake?.({ tenantId, conversationId }, {} as never)
  await wake?.({ tenantId, conversationId }, {} as never)
  const states = (await given.told()).map((event) => event.data['conversation']?.['status'])
  assert.deepEqual(states, ['snoozed', 'open'])
})
