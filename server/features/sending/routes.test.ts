import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Conversation } from '#shared/contracts/conversation.ts'
import type { Media } from '#shared/contracts/media.ts'
import type { Message } from '#shared/contracts/message.ts'
import type { Problem } from '#shared/contracts/problem.ts'
import { acceptSend, graphError } from '#testing/fake-graph.ts'
import { givenConversation, givenMessage } from '#testing/given-inbox.ts'
import { createSendingWorld, givenOpenConversation, waitForStatus } from '#testing/given-sending.ts'
import { createTestApi, memberCaller } from '#testing/test-api.ts'
import type { TestRuntime } from '#testing/test-runtime.ts'
import type { MessageId, TenantId } from '../../platform/ids.ts'
import { mediaRoutes } from '../media/media.ts'
import { messageRoutes } from '../messages/messages.ts'
import { sendingRoutes, sendingTasks, startLanes } from './sending.ts'

const hourMs = 60 * 60_000

async function createWorld() {
  const world = await createSendingWorld()
  const { runtime } = world
  const api = await createTestApi(runtime, (app) => {
    sendingRoutes(app, runtime)
    messageRoutes(app, runtime)
    mediaRoutes(app, runtime)
  })
  const memberOf = async (tenantId: TenantId) =>
    api.as(memberCaller(tenantId, await runtime.given.member(tenantId), 'Maya'))
  return {
    ...world,
    memberOf,
    [Symbol.asyncDispose]: async () => {
      await api[Symbol.asyncDispose]()
      await world[Symbol.asyncDispose]()
    },
  }
}

const text = (body: string) => ({ type: 'text', text: { body } })

async function storedRows(runtime: TestRuntime, tenantId: TenantId) {
  return runtime.database.inTenant(tenantId, async (tx) => {
    const count = async (table: 'message' | 'outbox' | 'contact' | 'conversation') =>
      Number(
        (
          await tx
            .selectFrom(table)
            .select((query) => query.fn.countAll().as('rows'))
            .where('tenantId', '=', tenantId)
            .executeTakeFirstOrThrow()
        ).rows,
      )
    return {
      messages: await count('message'),
      outbox: await count('outbox'),
      contacts: await count('contact'),
      conversations: await count('conversation'),
    }
  })
}

test('a message is taken with 202, queued, and stored with the verdict of the gate', async () => {
  await using world = await createWorld()
  const { runtime } = world
  const ann = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  const answer = await member.post('/v1/messages', {
    conversationId: ann.conversationId,
    biz_opaque_callback_data: 'order 17',
    ...text('On its way'),
  })
  assert.equal(answer.status, 202)
  assert.partialDeepStrictEqual(answer.body, {
    conversationId: ann.conversationId,
    direction: 'outbound',
    type: 'text',
    status: 'queued',
    text: 'On its way',
    wamid: null,
    author: { kind: 'member', name: 'A member' },
  })
  const row = await runtime.database.inTenant(ann.tenantId, (tx) =>
    tx
      .selectFrom('message')
      .select(['gate', 'callbackData'])
      .where('tenantId', '=', ann.tenantId)
      .where('id', '=', (answer.body as Message).id)
      .executeTakeFirstOrThrow(),
  )
  assert.equal(row.callbackData, 'order 17')
  assert.partialDeepStrictEqual(row.gate, { verdict: 'passed', purpose: 'reply' })
  assert.doesNotMatch(JSON.stringify(row.gate), /On its way/)
  assert.deepEqual((await storedRows(runtime, ann.tenantId)).outbox, 1)
})

test('a person is found by phone number, however it is written, and by user id', async () => {
  await using world = await createWorld()
  const { runtime } = world
  const ann = await givenOpenConversation(runtime)
  await runtime.database.inTenant(ann.tenantId, (tx) =>
    tx
      .insertInto('contactIdentity')
      .values({
        tenantId: ann.tenantId,
        id: crypto.randomUUID(),
        contactId: ann.contactId,
        kind: 'bsuid',
        scope: '600000000000001',
        value: 'GB.123456',
        source: 'webhook',
        validFrom: runtime.clock.now(),
      })
      .execute(),
  )
  const member = await world.memberOf(ann.tenantId)
  for (const to of [`+${ann.waId}`, ann.waId, `00${ann.waId.slice(0, 4)} ${ann.waId.slice(4)}`]) {
    const answer = await member.post('/v1/messages', { to, ...text('Hello') })
    assert.equal((answer.body as Message).conversationId, ann.conversationId)
  }
  const byUserId = await member.post('/v1/messages', { recipient: 'GB.123456', ...text('Hello') })
  assert.equal((byUserId.body as Message).conversationId, ann.conversationId)
})

const faults: [what: string, body: object, status: number, code: string][] = [
  ['a number that is none', { to: 'tomorrow', ...text('x') }, 422, 'recipient_invalid'],
  ['a user id that is none', { recipient: 'nobody', ...text('x') }, 422, 'recipient_invalid'],
  ['a person who never wrote', { to: '+15550100199', ...text('x') }, 422, 'window_closed'],
  [
    'a number of ours that is none',
    { to: '+15550100199', phoneNumberId: '1', ...text('x') },
    422,
    'channel_unknown',
  ],
  [
    'a conversation that is not there',
    { conversationId: crypto.randomUUID(), ...text('x') },
    404,
    'not_found',
  ],
  ['no recipient', text('x'), 400, 'invalid_request'],
  ['an empty text', { to: '+15550100199', ...text('  ') }, 400, 'invalid_request'],
  ['a text too long', { to: '+15550100199', ...text('x'.repeat(4097)) }, 400, 'invalid_request'],
]

test('bad sends are refused in words, and leave nothing behind', async () => {
  await using world = await createWorld()
  const { runtime } = world
  const ann = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  const before = await storedRows(runtime, ann.tenantId)
  for (const [what, body, status, code] of faults) {
    const answer = await member.post('/v1/messages', body)
    const problem = answer.body as Problem
    assert.deepEqual([answer.status, problem.code], [status, code], what)
    assert.match(problem.detail, /\.$/, what)
  }
  assert.deepEqual(await storedRows(runtime, ann.tenantId), before)
})

test('the window shuts 24 hours after their last message, and not a moment before', async () => {
  await using world = await createWorld()
  const { runtime } = world
  const ann = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  const send = () =>
    member.post('/v1/messages', { conversationId: ann.conversationId, ...text('Hello') })
  runtime.clock.setOffsetMs(24 * hourMs - 60_000)
  assert.equal((await send()).status, 202)
  runtime.clock.setOffsetMs(26 * hourMs)
  assert.partialDeepStrictEqual(await send(), { status: 422, body: { code: 'window_closed' } })
})

test('with two numbers, the sending one must be named', async () => {
  await using world = await createWorld()
  const { runtime } = world
  const ann = await givenOpenConversation(runtime)
  const second = await runtime.given.channel(ann.tenantId)
  const member = await world.memberOf(ann.tenantId)
  const to = `+${ann.waId}`
  const unclear = await member.post('/v1/messages', { to, ...text('x') })
  assert.partialDeepStrictEqual(unclear, { status: 422, body: { code: 'channel_ambiguous' } })
  // The window is one of number and person: to the second number they never wrote.
  const named = await member.post('/v1/messages', {
    to,
    phoneNumberId: second.phoneNumberId,
    ...text('x'),
  })
  assert.partialDeepStrictEqual(named, { status: 422, body: { code: 'window_closed' } })
})

test('another tenant’s conversations, messages and files do not exist', async () => {
  await using world = await createWorld()
  const { runtime } = world
  const ann = await givenOpenConversation(runtime)
  const ben = await givenOpenConversation(runtime)
  const annsMember = await world.memberOf(ann.tenantId)
  const stranger = await world.memberOf(ben.tenantId)
  const sent = await annsMember.post('/v1/messages', {
    conversationId: ann.conversationId,
    ...text('Hello'),
  })
  const { id } = sent.body as Message
  const upload = new FormData()
  upload.append('file', new Blob(['words'], { type: 'text/plain' }), 'words.txt')
  const media = (await annsMember.postForm('/v1/media', upload)).body as Media

  const paths = [
    `/v1/messages/${id}/retry`,
    `/v1/conversations/${ann.conversationId}/read`,
    `/v1/conversations/${ann.conversationId}/typing`,
  ]
  for (const path of paths) assert.equal((await stranger.post(path)).status, 404, path)
  const steps: [object, number, string][] = [
    [{ conversationId: ann.conversationId, ...text('x') }, 404, 'not_found'],
    [
      { conversationId: ben.conversationId, context: { message_id: id }, ...text('x') },
      422,
      'context_unknown',
    ],
    [
      { conversationId: ben.conversationId, context: { message_id: ann.wamid }, ...text('x') },
      422,
      'context_unknown',
    ],
    [
      { conversationId: ben.conversationId, type: 'document', document: { id: media.id } },
      422,
      'media_unknown',
    ],
  ]
  for (const [body, status, code] of steps) {
    const answer = await stranger.post('/v1/messages', body)
    assert.deepEqual([answer.status, (answer.body as Problem).code], [status, code])
  }
})

test('a reply quotes by our id or Meta’s, and goes out with Meta’s', async () => {
  await using world = await createWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  const thread = await member.get(`/v1/conversations/${ann.conversationId}/messages`)
  const [question] = (thread.body as { data: Message[] }).data
  assert.ok(question)
  await using lanes = disposable(startLanes(runtime))
  for (const messageId of [question.id, ann.wamid]) {
    const answer = await member.post('/v1/messages', {
      conversationId: ann.conversationId,
      context: { message_id: messageId },
      ...text('Yes'),
    })
    assert.partialDeepStrictEqual(answer.body, { replyTo: { id: question.id, wamid: ann.wamid } })
    await waitForStatus(runtime, ann.tenantId, (answer.body as Message).id as MessageId, 'accepted')
  }
  for (const { body } of graph.sends()) assert.deepEqual(body['context'], { message_id: ann.wamid })
  await lanes.close()
})

test('a reaction stands on its target at once, is replaced, and is taken back', async () => {
  await using world = await createWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  await using lanes = disposable(startLanes(runtime))
  const react = async (emoji: string) => {
    const answer = await member.post('/v1/messages', {
      conversationId: ann.conversationId,
      type: 'reaction',
      reaction: { message_id: ann.wamid, emoji },
    })
    assert.equal(answer.status, 202)
    await waitForStatus(runtime, ann.tenantId, (answer.body as Message).id as MessageId, 'accepted')
    const thread = await member.get(`/v1/conversations/${ann.conversationId}/messages`)
    const { data } = thread.body as { data: Message[] }
    assert.equal(data.length, 1)
    return data[0]?.reactions.map(({ emoji, direction }) => `${direction} ${emoji}`)
  }
  assert.deepEqual(await react('👍'), ['outbound 👍'])
  assert.deepEqual(await react('🙏'), ['outbound 🙏'])
  assert.deepEqual(await react(''), [])
  assert.deepEqual(
    graph.sends().map(({ body }) => body['reaction']),
    ['👍', '🙏', ''].map((emoji) => ({ emoji, message_id: ann.wamid })),
  )
  await lanes.close()
})

test('a reaction that fails is taken back, and the one before it stands again', async () => {
  await using world = await createWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  await using lanes = disposable(startLanes(runtime))
  for (const [emoji, status] of [
    ['👍', 'accepted'],
    ['🤝', 'failed'],
  ] as const) {
    graph.answerWith(() => (status === 'failed' ? graphError(131009) : acceptSend()))
    const answer = await member.post('/v1/messages', {
      conversationId: ann.conversationId,
      type: 'reaction',
      reaction: { message_id: ann.wamid, emoji },
    })
    await waitForStatus(runtime, ann.tenantId, (answer.body as Message).id as MessageId, status)
  }
  const thread = await member.get(`/v1/conversations/${ann.conversationId}/messages`)
  const { data } = thread.body as { data: Message[] }
  assert.deepEqual(
    data.map(({ reactions }) => reactions.map(({ emoji }) => emoji)),
    [['👍']],
  )
  await lanes.close()
})

test('an upload is given to Meta right before it is sent, and once for several messages', async () => {
  await using world = await createWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  const form = new FormData()
  form.append('file', new Blob(['what it costs'], { type: 'text/plain' }), 'prices.txt')
  const media = (await member.postForm('/v1/media', form)).body as Media
  graph.answerWith((request) =>
    request.path.endsWith('/media') ? { status: 200, body: { id: 'meta-media-1' } } : acceptSend(),
  )
  await using lanes = disposable(startLanes(runtime))
  const send = async () => {
    const answer = await member.post('/v1/messages', {
      conversationId: ann.conversationId,
      type: 'document',
      document: { id: media.id, caption: 'As asked' },
    })
    const message = answer.body as Message
    assert.partialDeepStrictEqual(message, {
      media: { id: media.id },
      text: 'prices.txt: As asked',
    })
    await waitForStatus(runtime, ann.tenantId, message.id as MessageId, 'accepted')
  }
  await send()
  await send()
  const uploads = graph.requests.filter(({ path }) => path.endsWith('/media'))
  assert.equal(uploads.length, 1)
  const form1 = uploads[0]?.bytes.toString('latin1') ?? ''
  assert.match(form1, /name="messaging_product"\r\n\r\nwhatsapp/)
  assert.match(
    form1,
    /filename="prices.txt"\r\ncontent-type: text\/plain\r\n\r\nwhat it costs\r\n--/,
  )
  for (const { body } of graph.sends())
    assert.deepEqual(body['document'], {
      caption: 'As asked',
      filename: 'prices.txt',
      id: 'meta-media-1',
    })

  // After 29 days Meta has forgotten it; the window is open because they wrote again.
  runtime.clock.setOffsetMs(29 * 24 * hourMs + 60_000)
  await givenMessage(runtime, ann, { wamid: 'wamid.later' })
  await send()
  assert.equal(graph.requests.filter(({ path }) => path.endsWith('/media')).length, 2)
  await lanes.close()
})

test('a failed message is sent again as a new one, others are not', async () => {
  await using world = await createWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  await using lanes = disposable(startLanes(runtime))
  graph.answerWith(() => graphError(131026))
  const sent = await member.post('/v1/messages', {
    conversationId: ann.conversationId,
    ...text('Once more'),
  })
  const failed = sent.body as Message
  await waitForStatus(runtime, ann.tenantId, failed.id as MessageId, 'failed')
  graph.answerWith(acceptSend)
  const again = await member.post(`/v1/messages/${failed.id}/retry`)
  assert.equal(again.status, 202)
  const repeated = again.body as Message
  assert.notEqual(repeated.id, failed.id)
  assert.equal(repeated.text, 'Once more')
  await waitForStatus(runtime, ann.tenantId, repeated.id as MessageId, 'accepted')
  const third = await member.post(`/v1/messages/${repeated.id}/retry`)
  assert.partialDeepStrictEqual(third, { status: 409, body: { code: 'not_retryable' } })
  await lanes.close()
})

test('reading counts for the member at once and reaches WhatsApp by a job, once', async () => {
  await using world = await createWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  const path = `/v1/conversations/${ann.conversationId}/read`
  const answer = await member.post(path)
  assert.equal(answer.status, 200)
  assert.equal((answer.body as Conversation).unreadCount, 0)
  assert.equal(graph.requests.length, 0)

  graph.answerWith(() => graphError(131016, 500))
  await assert.rejects(runJobs(runtime))
  graph.answerWith(() => ({ status: 200, body: { success: true } }))
  await runJobs(runtime)
  assert.deepEqual(graph.requests.at(-1)?.body, {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: ann.wamid,
  })
  const count = graph.requests.length
  await member.post(path)
  await runJobs(runtime)
  assert.equal(graph.requests.length, count)
})

test('typing is shown on their newest message, and nothing breaks when Meta does not answer', async () => {
  await using world = await createWorld()
  const { graph, runtime } = world
  const ann = await givenOpenConversation(runtime)
  const member = await world.memberOf(ann.tenantId)
  graph.answerWith(() => 'hang up')
  const answer = await member.post(`/v1/conversations/${ann.conversationId}/typing`)
  assert.deepEqual(answer, { status: 204, body: null })
  await graph.waitForRequests(1)
  assert.deepEqual(graph.requests[0]?.body, {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: ann.wamid,
    typing_indicator: { type: 'text' },
  })
  const silent = await givenConversation(runtime, ann, { waId: '447700900999' })
  assert.equal((await member.post(`/v1/conversations/${silent.conversationId}/typing`)).status, 204)
})

/** Runs the feature's waiting jobs as the job runner would, and takes those away that succeed. */
async function runJobs(runtime: TestRuntime): Promise<void> {
  const tasks = sendingTasks(runtime)
  const { Client } = (await import('pg')).default
  const { connectionSettings } = await import('../../database/connection.ts')
  const client = new Client(connectionSettings(runtime.address, null))
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string; task: string; payload: object }>(
      `select j.id, t.identifier as task, j.payload from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
    )
    for (const job of rows) {
      const task = tasks[job.task]
      if (typeof task !== 'function') continue
      await (task as (payload: unknown) => Promise<void>)(job.payload)
      await client.query('delete from graphile_worker._private_jobs where id = $1', [job.id])
    }
  } finally {
    await client.end()
  }
}

const disposable = (lanes: { close(): Promise<void> }) => ({
  ...lanes,
  [Symbol.asyncDispose]: () => lanes.close(),
})
