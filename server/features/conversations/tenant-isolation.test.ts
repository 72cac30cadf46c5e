import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#server/platform/ids.ts'
import { givenConversation, givenMessage } from '#testing/given-inbox.ts'
import { createTestApi, memberCaller } from '#testing/test-api.ts'
import { createTestRuntime } from '#testing/test-runtime.ts'
import { memberRoutes } from '../members/members.ts'
import { messageRoutes } from '../messages/messages.ts'
import { conversationRoutes } from './conversations.ts'

type Page = { data: unknown[] }

test("no route of the inbox shows or changes another tenant's rows", async () => {
  await using runtime = await createTestRuntime()
  const [ours, theirs] = [await runtime.given.tenant(), await runtime.given.tenant()]
  const stranger = await runtime.given.member(ours, { name: 'Stranger' })
  const owner = await runtime.given.member(theirs, { name: 'Owner' })
  const conversation = await givenConversation(runtime, await runtime.given.channel(theirs), {
    name: 'Secret contact',
    waId: '447700900789',
  })
  const { conversationId } = conversation
  const messageId = await givenMessage(runtime, conversation, {
    wamid: 'wamid.SECRET',
    text: 'confidential',
  })
  const labelId = newId()
  const now = runtime.clock.now()
  await runtime.database.inTenant(theirs, async (tx) => {
    await tx
      .insertInto('label')
      .values({ tenantId: theirs, id: labelId, name: 'VIP', color: 'rose', createdAt: now })
      .execute()
    await tx
      .insertInto('quickReply')
      .values({ tenantId: theirs, id: newId(), shortcut: 'hi', text: 'Hi', createdAt: now })
      .execute()
  })
  await using server = await createTestApi(runtime, (app) => {
    conversationRoutes(app, runtime)
    messageRoutes(app, runtime)
    memberRoutes(app, runtime)
  })
  const asStranger = server.as(memberCaller(ours, stranger))
  const asOwner = server.as(memberCaller(theirs, owner))
  const path = `/v1/conversations/${conversationId}`

  const before = (await asOwner.get(path)).body
  for (const [name, answer] of Object.entries({
    conversation: await asStranger.get(path),
    messages: await asStranger.get(`${path}/messages`),
    notes: await asStranger.get(`${path}/notes`),
    message: await asStranger.get(`/v1/messages/${messageId}`),
    wamid: await asStranger.get('/v1/messages/wamid.SECRET'),
    change: await asStranger.patch(path, { status: 'resolved', assigneeId: stranger }),
    unread: await asStranger.post(`${path}/unread`),
    note: await asStranger.post(`${path}/notes`, { text: 'I was here' }),
  }))
    assert.equal(answer.status, 404, name)

  for (const list of [
    '/v1/conversations',
    '/v1/conversations?search=confidential',
    '/v1/conversations?search=Secret',
    '/v1/conversations?search=447700900789',
    '/v1/labels',
    '/v1/quick-replies',
  ]) {
    assert.deepEqual(((await asStranger.get(list)).body as Page).data, [], list)
    assert.equal(((await asOwner.get(list)).body as Page).data.length, 1, list)
  }
  const members = (await asStranger.get('/v1/members')).body as { data: { name: string }[] }
  assert.deepEqual(
    members.data.map((member) => member.name),
    ['Stranger'],
  )
  const { counts } = (await asStranger.get('/v1/conversations/counts')).body as {
    counts: Record<string, number>
  }
  assert.ok(Object.values(counts).every((count) => count === 0))

  const own = await givenConversation(runtime, await runtime.given.channel(ours))
  const ownPath = `/v1/conversations/${own.conversationId}`
  assert.equal((await asStranger.patch(ownPath, { labelIds: [labelId] })).status, 422)
  assert.equal((await asStranger.patch(ownPath, { assigneeId: owner })).status, 422)
  assert.deepEqual((await asOwner.get(path)).body, before)
  assert.deepEqual(((await asOwner.get(`${path}/notes`)).body as Page).data, [])
})
