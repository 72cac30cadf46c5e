import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Message } from '#shared/contracts/message.ts'
import { pageOf } from '#shared/contracts/page.ts'
import { newId, type MediaId } from '#server/platform/ids.ts'
import { givenConversation, givenMessage } from '#testing/given-inbox.ts'
import { createTestApi, memberCaller } from '#testing/test-api.ts'
import { createTestRuntime } from '#testing/test-runtime.ts'
import { sealReaction } from './message-envelope.ts'
import { messageRoutes } from './routes.ts'

const MessagePage = pageOf(Message)

async function startInbox() {
  await using stack = new AsyncDisposableStack()
  const runtime = stack.use(await createTestRuntime())
  const tenantId = await runtime.given.tenant()
  const userId = await runtime.given.member(tenantId, { name: 'Asha' })
  const channel = await runtime.given.channel(tenantId)
  const conversation = await givenConversation(runtime, channel, { name: 'Ravi' })
  const server = stack.use(await createTestApi(runtime, (app) => messageRoutes(app, runtime)))
  const api = server.as(memberCaller(tenantId, userId))
  const owned = stack.move()
  return {
    runtime,
    tenantId,
    userId,
    channel,
    conversation,
    api,
    path: `/v1/conversations/${conversation.conversationId}/messages`,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

test('a thread comes newest first, page by page, also where times are equal', async () => {
  await using inbox = await startInbox()
  const at = new Date('2026-11-20T10:00:00.000Z')
  const ids: string[] = []
  for (let index = 0; index < 7; index++)
    ids.push(
      await givenMessage(inbox.runtime, inbox.conversation, {
        text: `message ${index}`,
        at: index < 5 ? at : new Date(at.getTime() + index),
      }),
    )
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof inbox.api.get>> = await inbox.api.get(
      `${inbox.path}?limit=2${cursor && `&cursor=${cursor}`}`,
    )
    const { data, nextCursor } = MessagePage.parse(page.body)
    seen.push(...data.map((message) => message.id))
    cursor = nextCursor
  }
  assert.deepEqual(seen, ids.toReversed())
})

test('a message names its author, what it quotes, who reacted, and its error', async () => {
  await using inbox = await startInbox()
  const { runtime, conversation, tenantId, userId } = inbox
  const asked = await givenMessage(runtime, conversation, {
    text: 'Do you ship?',
    wamid: 'wamid.A',
  })
  const answered = await givenMessage(runtime, conversation, {
    direction: 'outbound',
    text: 'We do',
    authorKind: 'member',
    authorId: userId,
    wamid: 'wamid.B',
    contextWamid: 'wamid.A',
    status: 'failed',
  })
  const sealer = await runtime.keyring.forTenant(tenantId)
  const reaction = { messageId: answered, actor: conversation.contactId }
  await runtime.database.inTenant(tenantId, async (tx) => {
    await tx
      .insertInto('reaction')
      .values({
        ...reaction,
        tenantId,
        direction: 'inbound',
        authorKind: 'contact',
        emojiSealed: sealReaction(sealer, reaction, '👍🏽'),
        occurredAt: runtime.clock.now(),
      })
      .execute()
    await tx
      .updateTable('message')
      .set({
        errorCode: 131047,
        error: JSON.stringify({ code: 131047, title: 'Re-engagement message' }),
      })
      .where('tenantId', '=', tenantId)
      .where('id', '=', answered)
      .execute()
  })
  const message = Message.parse((await inbox.api.get(`/v1/messages/${answered}`)).body)
  assert.deepEqual(message.author, { kind: 'member', id: userId, name: 'Asha' })
  assert.deepEqual(message.replyTo, {
    id: asked,
    wamid: 'wamid.A',
    direction: 'inbound',
    type: 'text',
    text: 'Do you ship?',
    authorName: 'Ravi',
  })
  assert.deepEqual(message.reactions, [{ emoji: '👍🏽', direction: 'inbound', authorName: 'Ravi' }])
  assert.equal(message.error?.code, 131047)
  assert.equal(message.error?.title, 'Re-engagement message')
  assert.ok((message.error?.advice.length ?? 0) > 20)
})

test("a message is found by Meta's id too", async () => {
  await using inbox = await startInbox()
  const id = await givenMessage(inbox.runtime, inbox.conversation, { wamid: 'wamid.HBgL/+=' })
  const found = await inbox.api.get(`/v1/messages/${encodeURIComponent('wamid.HBgL/+=')}`)
  assert.equal(Message.parse(found.body).id, id)
  assert.equal((await inbox.api.get('/v1/messages/wamid.unknown')).status, 404)
})

test('a quoted message that we never had is named by its wamid alone', async () => {
  await using inbox = await startInbox()
  const id = await givenMessage(inbox.runtime, inbox.conversation, { contextWamid: 'wamid.OLD' })
  const message = Message.parse((await inbox.api.get(`/v1/messages/${id}`)).body)
  assert.deepEqual(message.replyTo, {
    id: null,
    wamid: 'wamid.OLD',
    direction: null,
    type: null,
    text: null,
    authorName: null,
  })
})

test('media has a signed link once it is here, and none before', async () => {
  await using inbox = await startInbox()
  const { runtime, conversation, tenantId } = inbox
  const mediaId = newId<MediaId>()
  await runtime.database.inTenant(tenantId, (tx) =>
    tx
      .insertInto('media')
      .values({
        tenantId,
        id: mediaId,
        kind: 'image',
        source: 'inbound',
        state: 'pending',
        mimeType: 'image/jpeg',
        createdAt: runtime.clock.now(),
      })
      .execute(),
  )
  const id = await givenMessage(runtime, conversation, {
    type: 'image',
    mediaId,
    envelope: { message: { type: 'image', image: { id: '1', caption: 'Glaze' } } },
  })
  const read = async () => Message.parse((await inbox.api.get(`/v1/messages/${id}`)).body)
  const pending = await read()
  assert.equal(pending.text, 'Photo: Glaze')
  assert.equal(pending.media?.url, null)
  await runtime.database.inTenant(tenantId, (tx) =>
    tx
      .updateTable('media')
      .set({ state: 'ready', sizeBytes: 12, sha256: 'abc' })
      .where('tenantId', '=', tenantId)
      .where('id', '=', mediaId)
      .execute(),
  )
  const ready = await read()
  assert.equal(ready.media?.sizeBytes, 12)
  assert.match(ready.media?.url ?? '', new RegExp(`/media/${mediaId}`))
})

test('everything that Meta sent about a message is handed on', async () => {
  await using inbox = await startInbox()
  const message = {
    id: 'wamid.R',
    type: 'text',
    text: { body: 'From the ad' },
    referral: { headline: 'Pots', ctwa_clid: 'Aff' },
    context: { forwarded: true },
    something_new: { deep: [1, 2] },
  }
  const id = await givenMessage(inbox.runtime, inbox.conversation, { envelope: { message } })
  const read = Message.parse((await inbox.api.get(`/v1/messages/${id}`)).body)
  assert.deepEqual(read.content, message)
  assert.equal(read.replyTo, null)
})

test('an unknown conversation is 404, a mangled cursor is 400', async () => {
  await using inbox = await startInbox()
  assert.equal((await inbox.api.get(`/v1/conversations/${newId()}/messages`)).status, 404)
  assert.equal((await inbox.api.get('/v1/conversations/nonsense/messages')).status, 404)
  assert.equal((await inbox.api.get(`${inbox.path}?cursor=abc`)).status, 400)
  assert.equal((await inbox.api.get(`${inbox.path}?limit=0`)).status, 400)
})

test('a message from a group names the participant who wrote', async () => {
  await using inbox = await startInbox()
  const id = await givenMessage(inbox.runtime, inbox.conversation, {
    envelope: {
      message: { type: 'text', text: { body: 'Hi all' }, group_id: 'group-1' },
      contact: { profile: { name: 'Meera' } },
    },
  })
  const message = Message.parse((await inbox.api.get(`/v1/messages/${id}`)).body)
  assert.equal(message.author.name, 'Meera')
})

test('a message that waits for another try says why; once it has left, it says no more', async () => {
  await using inbox = await startInbox()
  const id = await givenMessage(inbox.runtime, inbox.conversation, {
    direction: 'outbound',
    status: 'queued',
  })
  const set = (status: string) =>
    inbox.runtime.database.inTenant(inbox.tenantId, (tx) =>
      tx
        .updateTable('message')
        .set({
          status,
          error: JSON.stringify({ title: 'Cannot be reached', advice: 'We try again.' }),
        })
        .where('tenantId', '=', inbox.tenantId)
        .where('id', '=', id)
        .execute(),
    )
  const errorOf = async () => Message.parse((await inbox.api.get(`/v1/messages/${id}`)).body).error
  await set('queued')
  assert.equal((await errorOf())?.advice, 'We try again.')
  await set('sent')
  assert.equal(await errorOf(), null)
})
