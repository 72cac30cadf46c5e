import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openEnvelope } from '#server/features/messages/messages.ts'
import type { MessageId } from '#server/platform/ids.ts'
import { createTestRuntime } from '#testing/test-runtime.ts'
import { bodyFor, webhookApp } from '#testing/webhooks.ts'
import { drainJournal } from './webhook-intake.ts'

test('a signed text message becomes a contact, a conversation and a sealed message, once', async () => {
  await using runtime = await createTestRuntime()
  const tenantId = await runtime.given.tenant()
  const channel = await runtime.given.channel(tenantId)
  const { post } = webhookApp(runtime)
  const message = {
    from: '15550100123',
    from_user_id: 'US.1349',
    id: 'wamid.A',
    timestamp: '1750269342',
    type: 'text',
    text: { body: 'Hello' },
  }
  const body = bodyFor(channel, {
    contacts: [
      { profile: { name: 'Ann', username: 'ann' }, wa_id: '15550100123', user_id: 'US.1349' },
    ],
    messages: [message],
  })
  for (let round = 0; round < 2; round++) {
    const answer = await post(channel.appId, body)
    assert.equal(answer.statusCode, 200, answer.body)
    await drainJournal(runtime)
  }
  const sealer = await runtime.keyring.forTenant(tenantId)
  const { messages, contacts, conversations } = await runtime.database.inTenant(
    tenantId,
    async (tx) => ({
      messages: await tx
        .selectFrom('message')
        .selectAll()
        .where('tenantId', '=', tenantId)
        .execute(),
      contacts: await tx
        .selectFrom('contact')
        .selectAll()
        .where('tenantId', '=', tenantId)
        .execute(),
      conversations: await tx
        .selectFrom('conversation')
        .selectAll()
        .where('tenantId', '=', tenantId)
        .execute(),
    }),
  )
  assert.equal(messages.length, 1)
  const [row] = messages
  assert.ok(row)
  assert.deepEqual(openEnvelope(sealer, row.id as MessageId, row.contentSealed).message, message)
  assert.equal(row.occurredAt.toISOString(), '2025-06-18T17:55:42.999Z')
  assert.deepEqual(
    contacts.map((contact) => contact.name),
    ['Ann'],
  )
  assert.equal(conversations.length, 1)
  assert.equal(conversations[0]?.inboundCount, 1)
  assert.equal(conversations[0]?.needsReply, true)
  assert.equal(conversations[0]?.lastMessageId, row.id)
  assert.deepEqual(
    runtime.recordedHints
      .filter(({ hint }) => hint.kind === 'message')
      .map(({ hint }) => hint.messageId),
    [row.id],
  )
})
