import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Conversation, ConversationCounts, Note } from '#shared/contracts/conversation.ts'
import { pageOf } from '#shared/contracts/page.ts'
import { newId } from '#server/platform/ids.ts'
import { givenConversation, givenMessage } from '#testing/given-inbox.ts'
import { createTestApi, memberCaller } from '#testing/test-api.ts'
import { createTestRuntime } from '#testing/test-runtime.ts'
import { memberRoutes } from '../members/members.ts'
import { conversationRoutes } from './routes.ts'
import { conversationTasks, wakeTask } from './wake-snoozed.ts'

const ConversationPage = pageOf(Conversation)
const NotePage = pageOf(Note)
const minuteMs = 60_000
const hourMs = 60 * minuteMs

async function startInbox() {
  await using stack = new AsyncDisposableStack()
  const runtime = stack.use(await createTestRuntime())
  const tenantId = await runtime.given.tenant()
  const userId = await runtime.given.member(tenantId, { name: 'Asha' })
  const channel = await runtime.given.channel(tenantId)
  const server = stack.use(
    await createTestApi(runtime, (app) => {
      conversationRoutes(app, runtime)
      memberRoutes(app, runtime)
    }),
  )
  const api = server.as(memberCaller(tenantId, userId, 'Asha'))
  const owned = stack.move()
  return {
    runtime,
    tenantId,
    userId,
    channel,
    server,
    api,
    ago: (ms: number) => new Date(runtime.clock.now().getTime() - ms),
    list: async (query = '') =>
      ConversationPage.parse((await api.get(`/v1/conversations?${query}`)).body).data.map(
        (conversation) => conversation.contact.name,
      ),
    counts: async () =>
      ConversationCounts.parse((await api.get('/v1/conversations/counts')).body).counts,
    read: async (id: string) => Conversation.parse((await api.get(`/v1/conversations/${id}`)).body),
    patch: async (id: string, change: object) => {
      const answer = await api.patch(`/v1/conversations/${id}`, change)
      return answer.status === 200 ? Conversation.parse(answer.body) : answer
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

type Inbox = Awaited<ReturnType<typeof startInbox>>

/** A conversation whose contact wrote once. */
async function wrote(inbox: Inbox, name: string, msAgo: number, text = 'Hello') {
  const at = inbox.ago(msAgo)
  const conversation = await givenConversation(inbox.runtime, inbox.channel, { name, at })
  await givenMessage(inbox.runtime, conversation, { at, text })
  return conversation
}

test('a conversation says who, where, what last, and how long the window is open', async () => {
  await using inbox = await startInbox()
  const conversation = await givenConversation(inbox.runtime, inbox.channel, {
    name: 'Ravi',
    waId: '447700900123',
    username: 'ravi.pots',
    at: inbox.ago(2 * hourMs),
  })
  const at = inbox.ago(hourMs)
  const id = await givenMessage(inbox.runtime, conversation, { at, text: 'Do you\nship?' })
  const read = await inbox.read(conversation.conversationId)
  assert.deepEqual(read.contact, {
    id: conversation.contactId,
    kind: 'person',
    name: 'Ravi',
    profileName: null,
    phone: '+447700900123',
    waId: '447700900123',
    bsuid: null,
    username: 'ravi.pots',
    isOptedOut: false,
  })
  assert.equal(read.channel.phoneNumberId, inbox.channel.phoneNumberId)
  assert.equal(read.unreadCount, 1)
  assert.equal(read.needsReply, true)
  assert.deepEqual(read.window, {
    state: 'open',
    closesAt: new Date(at.getTime() + 24 * hourMs).toISOString(),
    closedAt: null,
  })
  assert.deepEqual(read.lastMessage, {
    id,
    direction: 'inbound',
    type: 'text',
    preview: 'Do you ship?',
    status: 'received',
    occurredAt: at.toISOString(),
    isAutomated: false,
  })
  assert.equal(read.lastActivityAt, at.toISOString())
})

test('each view holds what its name says, and the counts agree with the lists', async () => {
  await using inbox = await startInbox()
  const day = 24 * hourMs
  await wrote(inbox, 'new', 1 * minuteMs)
  const mine = await wrote(inbox, 'mine', 2 * minuteMs)
  await wrote(inbox, 'closing', day - hourMs)
  await wrote(inbox, 'shut', day + hourMs)
  const failed = await wrote(inbox, 'failed', 5 * minuteMs)
  const done = await wrote(inbox, 'done', 6 * minuteMs)
  const asleep = await wrote(inbox, 'asleep', 7 * minuteMs)
  const read = await wrote(inbox, 'read', 8 * minuteMs)
  await givenConversation(inbox.runtime, inbox.channel, { name: 'never', at: inbox.ago(3 * day) })
  await inbox.patch(mine.conversationId, { assigneeId: inbox.userId, needsReply: false })
  await inbox.patch(done.conversationId, { status: 'resolved' })
  await inbox.patch(asleep.conversationId, {
    status: 'snoozed',
    snoozedUntil: inbox.ago(-hourMs).toISOString(),
  })
  await inbox.runtime.database.inTenant(inbox.tenantId, async (tx) => {
    await tx
      .updateTable('conversation')
      .set({ failedAt: inbox.ago(0) })
      .where('tenantId', '=', inbox.tenantId)
      .where('id', '=', failed.conversationId)
      .execute()
    await tx
      .insertInto('conversationRead')
      .values({
        tenantId: inbox.tenantId,
        conversationId: read.conversationId,
        userId: inbox.userId,
        readInboundCount: 1,
        readAt: inbox.ago(0),
      })
      .execute()
  })
  const expected = {
    all: ['new', 'mine', 'failed', 'asleep', 'read', 'closing', 'shut', 'never'],
    mine: ['mine'],
    unassigned: ['new', 'failed', 'read', 'closing', 'shut', 'never'],
    unread: ['new', 'mine', 'failed', 'asleep', 'closing', 'shut'],
    waiting_on_us: ['new', 'failed', 'read', 'closing', 'shut'],
    closing_soon: ['closing'],
    window_shut: ['shut', 'never'],
    failed: ['failed'],
    resolved: ['done'],
  }
  const counts = await inbox.counts()
  for (const [view, names] of Object.entries(expected)) {
    assert.deepEqual(await inbox.list(`view=${view}`), names, view)
    assert.equal(counts[view as keyof typeof counts], names.length, view)
  }
})

test('a list goes on where it ended, also where activity times are equal', async () => {
  await using inbox = await startInbox()
  const names = ['a', 'b', 'c', 'd', 'e']
  for (const name of names) await wrote(inbox, name, hourMs)
  const seen: string[] = []
  let query = 'limit=2'
  for (;;) {
    const page = ConversationPage.parse((await inbox.api.get(`/v1/conversations?${query}`)).body)
    seen.push(...page.data.map((conversation) => conversation.contact.name))
    if (page.nextCursor === null) break
    query = `limit=2&cursor=${page.nextCursor}`
  }
  assert.deepEqual(seen.toSorted(), names)
  assert.equal((await inbox.api.get('/v1/conversations?cursor=eyJ9')).status, 400)
})

test('search finds names, numbers, usernames and the words of sealed messages', async () => {
  await using inbox = await startInbox()
  const zoe = await givenConversation(inbox.runtime, inbox.channel, {
    name: 'Zoë 100% Müller_x',
    waId: '447700900456',
    username: 'zoe.clay',
  })
  await givenMessage(inbox.runtime, zoe, { text: 'Is the terracotta planter back?' })
  const other = await wrote(inbox, 'Other', hourMs, 'Planters are lovely, terracotta less so')
  await inbox.patch(other.conversationId, { status: 'resolved' })
  const find = (text: string, more = '') => inbox.list(`search=${encodeURIComponent(text)}${more}`)
  const both = ['Zoë 100% Müller_x', 'Other']
  assert.deepEqual(await find('MÜLLER zoë'), both.slice(0, 1))
  assert.deepEqual(await find('0% '), both.slice(0, 1))
  assert.deepEqual(await find('%%'), [])
  assert.deepEqual(await find('l_r'), [])
  assert.deepEqual(await find('+44 7700 900-456'), both.slice(0, 1))
  assert.deepEqual(await find('@zoe.cl'), both.slice(0, 1))
  assert.deepEqual(await find('terracotta planter'), both)
  assert.deepEqual(await find('TERRAC'), both)
  assert.deepEqual(await find('lovely'), ['Other'])
  assert.deepEqual(await find('erracotta'), [])
  assert.deepEqual(await find('terracotta', '&view=resolved'), ['Other'])
  assert.deepEqual(await find('terracotta', '&limit=1'), both.slice(0, 1))
})

test('words that share their first twelve letters are told apart', async () => {
  await using inbox = await startInbox()
  for (let index = 0; index < 3; index++)
    await wrote(inbox, `short ${index}`, index * minuteMs, 'internationalism')
  await wrote(inbox, 'long', hourMs, 'internationalisation')
  assert.deepEqual(await inbox.list('search=internationalisation&limit=1'), ['long'])
})

test('reading is personal: what one member has read is unread for the next', async () => {
  await using inbox = await startInbox()
  const { conversationId } = await wrote(inbox, 'Ravi', minuteMs)
  const { markRead } = await import('./conversations.ts')
  await inbox.runtime.database.inTenant(inbox.tenantId, (tx) =>
    markRead(tx, conversationId, { readerId: inbox.userId, now: inbox.runtime.clock.now() }),
  )
  assert.equal((await inbox.read(conversationId)).unreadCount, 0)
  const colleague = await inbox.runtime.given.member(inbox.tenantId)
  const theirs = inbox.server.as(memberCaller(inbox.tenantId, colleague))
  const seen = Conversation.parse((await theirs.get(`/v1/conversations/${conversationId}`)).body)
  assert.equal(seen.unreadCount, 1)
  const unread = await inbox.api.post(`/v1/conversations/${conversationId}/unread`)
  assert.equal(Conversation.parse(unread.body).unreadCount, 1)
})

test('marking unread keeps what was unread, and a conversation without messages stays read', async () => {
  await using inbox = await startInbox()
  const busy = await wrote(inbox, 'busy', minuteMs)
  await givenMessage(inbox.runtime, busy)
  const empty = await givenConversation(inbox.runtime, inbox.channel)
  const unread = async (id: string) =>
    Conversation.parse((await inbox.api.post(`/v1/conversations/${id}/unread`)).body).unreadCount
  assert.equal(await unread(busy.conversationId), 2)
  assert.equal(await unread(busy.conversationId), 2)
  assert.equal(await unread(empty.conversationId), 0)
})

test('a conversation is assigned to members only', async () => {
  await using inbox = await startInbox()
  const { conversationId } = await wrote(inbox, 'Ravi', minuteMs)
  const stranger = await inbox.runtime.given.member(await inbox.runtime.given.tenant())
  const assigned = await inbox.patch(conversationId, { assigneeId: inbox.userId })
  assert.deepEqual('assignee' in assigned && assigned.assignee, { id: inbox.userId, name: 'Asha' })
  for (const assigneeId of [stranger, newId(), 'nobody']) {
    const refused = await inbox.patch(conversationId, { assigneeId, status: 'resolved' })
    assert.equal(refused.status, 422)
  }
  const unchanged = await inbox.read(conversationId)
  assert.equal(unchanged.status, 'open')
  assert.equal(unchanged.assignee?.id, inbox.userId)
  const freed = await inbox.patch(conversationId, { assigneeId: null })
  assert.equal('assignee' in freed && freed.assignee, null)
})

test('labels are replaced as a whole, and unknown ones refused', async () => {
  await using inbox = await startInbox()
  const { conversationId } = await wrote(inbox, 'Ravi', minuteMs)
  const label = async (name: string) => {
    const id = newId()
    await inbox.runtime.database.inTenant(inbox.tenantId, (tx) =>
      tx
        .insertInto('label')
        .values({
          tenantId: inbox.tenantId,
          id,
          name,
          color: 'green',
          createdAt: inbox.runtime.clock.now(),
        })
        .execute(),
    )
    return id
  }
  const [shipping, care] = [await label('Shipping'), await label('Care')]
  await inbox.patch(conversationId, { labelIds: [shipping] })
  const changed = await inbox.patch(conversationId, { labelIds: [care, shipping, care] })
  assert.deepEqual('labels' in changed && changed.labels.map((one) => one.name), [
    'Care',
    'Shipping',
  ])
  const refused = await inbox.patch(conversationId, { labelIds: [care, newId()] })
  assert.equal(refused.status, 422)
  const cleared = await inbox.patch(conversationId, { labelIds: [] })
  assert.deepEqual('labels' in cleared && cleared.labels, [])
  const list = await inbox.api.get('/v1/labels')
  assert.deepEqual(list.body, {
    data: [
      { id: care, name: 'Care', color: 'green' },
      { id: shipping, name: 'Shipping', color: 'green' },
    ],
    nextCursor: null,
  })
})

test('a snooze ends by itself when its time has come', async () => {
  await using inbox = await startInbox()
  const { conversationId } = await wrote(inbox, 'Ravi', minuteMs)
  const until = inbox.ago(-hourMs).toISOString()
  const snoozed = await inbox.patch(conversationId, { snoozedUntil: until })
  assert.equal(snoozed.status, 'snoozed')
  assert.deepEqual(await inbox.list('view=unassigned'), [])
  inbox.runtime.clock.setOffsetMs(hourMs + 1)
  assert.equal((await inbox.read(conversationId)).status, 'open')
  assert.equal((await inbox.read(conversationId)).snoozedUntil, null)
  assert.deepEqual(await inbox.list('view=unassigned'), ['Ravi'])
  inbox.runtime.recordedHints.length = 0
  const task = conversationTasks(inbox.runtime)[wakeTask]
  const payload = { tenantId: inbox.tenantId, conversationId }
  await task?.(payload, undefined as never)
  await task?.(payload, undefined as never)
  assert.deepEqual(inbox.runtime.recordedHints, [
    {
      tenantId: inbox.tenantId,
      hint: { kind: 'conversation', conversationId, messageId: null },
    },
  ])
})

test('a snooze without a time lasts until the contact writes', async () => {
  await using inbox = await startInbox()
  const conversation = await wrote(inbox, 'Ravi', minuteMs)
  const { conversationId } = conversation
  const snoozed = await inbox.patch(conversationId, { status: 'snoozed', snoozedUntil: null })
  assert.equal(snoozed.status, 'snoozed')
  inbox.runtime.clock.setOffsetMs(1000 * hourMs)
  assert.equal((await inbox.read(conversationId)).status, 'snoozed')
  await givenMessage(inbox.runtime, conversation)
  assert.equal((await inbox.read(conversationId)).status, 'open')
})

test('a snooze into the past, or of something that is not snoozed, is refused', async () => {
  await using inbox = await startInbox()
  const { conversationId } = await wrote(inbox, 'Ravi', minuteMs)
  const past = inbox.ago(1).toISOString()
  const ahead = inbox.ago(-hourMs).toISOString()
  assert.equal((await inbox.patch(conversationId, { snoozedUntil: past })).status, 422)
  const resolved = { status: 'resolved', snoozedUntil: ahead }
  assert.equal((await inbox.patch(conversationId, resolved)).status, 422)
  assert.equal((await inbox.patch(conversationId, { status: 'closed' })).status, 400)
})

test('resolving settles what was open, and the next message opens it again', async () => {
  await using inbox = await startInbox()
  const conversation = await wrote(inbox, 'Ravi', minuteMs)
  const resolved = await inbox.patch(conversation.conversationId, { status: 'resolved' })
  assert.equal('needsReply' in resolved && resolved.needsReply, false)
  await givenMessage(inbox.runtime, conversation)
  const again = await inbox.read(conversation.conversationId)
  assert.equal(again.status, 'open')
  assert.equal(again.needsReply, true)
})

test('an answer settles "needs reply", a late message does not take the last place', async () => {
  await using inbox = await startInbox()
  const conversation = await wrote(inbox, 'Ravi', hourMs)
  await givenMessage(inbox.runtime, conversation, {
    direction: 'outbound',
    text: 'The answer',
    at: inbox.ago(minuteMs),
  })
  const answered = await inbox.read(conversation.conversationId)
  assert.equal(answered.needsReply, false)
  assert.equal(answered.lastMessage?.isAutomated, true)
  await givenMessage(inbox.runtime, conversation, { text: 'late', at: inbox.ago(2 * minuteMs) })
  const late = await inbox.read(conversation.conversationId)
  assert.equal(late.lastMessage?.preview, 'The answer')
  assert.equal(late.unreadCount, 2)
})

test('notes are sealed, oldest first, and signed', async () => {
  await using inbox = await startInbox()
  const { conversationId } = await wrote(inbox, 'Ravi', minuteMs)
  const path = `/v1/conversations/${conversationId}/notes`
  for (const text of ['first', 'second', 'third'])
    assert.equal((await inbox.api.post(path, { text })).status, 201)
  const page = NotePage.parse((await inbox.api.get(`${path}?limit=2`)).body)
  const rest = NotePage.parse((await inbox.api.get(`${path}?cursor=${page.nextCursor}`)).body)
  const notes = [...page.data, ...rest.data]
  assert.deepEqual(
    notes.map((note) => [note.text, note.author.name]),
    [
      ['first', 'Asha'],
      ['second', 'Asha'],
      ['third', 'Asha'],
    ],
  )
  assert.equal((await inbox.api.post(path, { text: '  ' })).status, 400)
  const stored = await inbox.runtime.database.inTenant(inbox.tenantId, (tx) =>
    tx.selectFrom('note').select('textSealed').where('tenantId', '=', inbox.tenantId).execute(),
  )
  assert.ok(stored.every((row) => !row.textSealed.includes('first')))
})

test('members and quick replies come by name, page by page', async () => {
  await using inbox = await startInbox()
  await inbox.runtime.given.member(inbox.tenantId, { name: 'Bo', role: 'agent' })
  await inbox.runtime.database.inTenant(inbox.tenantId, (tx) =>
    tx
      .insertInto('quickReply')
      .values(
        ['hours', 'address'].map((shortcut) => ({
          tenantId: inbox.tenantId,
          id: newId(),
          shortcut,
          text: `Our ${shortcut}`,
          createdAt: inbox.runtime.clock.now(),
        })),
      )
      .execute(),
  )
  const walk = async (path: string, key: string) => {
    const seen: unknown[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer = await inbox.api.get(`${path}?limit=1${cursor && `&cursor=${cursor}`}`)
      const page = answer.body as { data: Record<string, unknown>[]; nextCursor: string | null }
      seen.push(...page.data.map((item) => item[key]))
      cursor = page.nextCursor
    }
    return seen
  }
  assert.deepEqual(await walk('/v1/members', 'name'), ['Asha', 'Bo'])
  assert.deepEqual(await walk('/v1/quick-replies', 'shortcut'), ['address', 'hours'])
})
