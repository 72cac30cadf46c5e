import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWebhookWorld, message, text, type WebhookWorld } from '#testing/webhook-world.ts'

const conversationOf = async (world: WebhookWorld) => {
  const [conversation] = await world.table('conversation')
  assert.ok(conversation)
  return conversation
}

test('a repeated wamid with other content is kept as a conflict, once, and the first stays', async () => {
  const world = await createWebhookWorld()
  const other = text('A', 'Something else', 0)
  await world.receive(text('A', 'Hi', 0), other, other)
  await world.receiveTogether(text('A', 'Hi', 0), other)
  const { messages, events } = await world.stored()
  assert.deepEqual(
    messages.map(({ envelope }) => envelope.message['text']),
    [{ body: 'Hi' }],
  )
  assert.deepEqual(
    events.map(({ row }) => row.kind),
    ['conflicting_message'],
  )
  assert.equal((await conversationOf(world)).inboundCount, 1)
})

test('media that comes again with another short-lived address is no conflict', async () => {
  const world = await createWebhookWorld()
  const photo = (url: string) =>
    message('A', 'image', 0, { id: '1', mime_type: 'image/jpeg', sha256: 'c2hhMQ==', url })
  await world.receive(photo('https://lookaside.example/1'), photo('https://lookaside.example/2'))
  const { messages, events } = await world.stored()
  assert.deepEqual(events, [])
  const media = await world.table('media')
  assert.equal(media.length, 1)
  assert.equal(media[0]?.state, 'pending')
  assert.equal(messages[0]?.row.mediaId, media[0]?.id)
})

test('every kind, also one that does not exist yet, is stored as it came', async () => {
  const world = await createWebhookWorld()
  const kinds: [string, unknown][] = [
    ['location', { latitude: 37.44, longitude: -122.16 }],
    ['contacts', [{ name: { formatted_name: 'Ann' } }]],
    ['order', { catalog_id: '1', product_items: [] }],
    ['hologram', { depth: 3, id: 12345678901234567890n.toString() }],
    ['unsupported', { type: 'poll_creation' }],
  ]
  await world.receiveTogether(
    ...kinds.map(([kind, part], index) => message(kind, kind, index, part)),
    { messages: [{ from: '15550100123', id: 'wamid.bare', timestamp: '1750000000' }] },
  )
  const { messages } = await world.stored()
  assert.deepEqual(messages.map(({ row }) => row.type).sort(), [
    'contacts',
    'hologram',
    'location',
    'order',
    'unknown',
    'unsupported',
  ])
  for (const [kind, part] of kinds)
    assert.deepEqual(messages.find(({ row }) => row.type === kind)?.envelope.message[kind], part)
})

test('messages without id, sender or shape are kept as events', async () => {
  const world = await createWebhookWorld()
  const strange = [
    { id: 'wamid.nobody', timestamp: '1', type: 'text', text: { body: 'Hi' } },
    { from: '15550100123', timestamp: '1', type: 'text', text: { body: 'No id' } },
    'just text',
    null,
    7,
  ]
  await world.receive({ messages: strange }, { messages: 'none', statuses: [{ id: 'wamid.x' }] })
  const { messages, events } = await world.stored()
  assert.deepEqual(messages, [])
  const values = events.map(
    ({ envelope }) => (envelope as { change: { value: Record<string, unknown> } }).change.value,
  )
  assert.deepEqual(values[0]?.['messages'], strange)
  assert.deepEqual(values[1]?.['messages'], ['none'])
  assert.deepEqual(values[1]?.['statuses'], [{ id: 'wamid.x' }])
})

test('zero characters and endless names reach the database as it can hold them', async () => {
  const world = await createWebhookWorld()
  await world.receive({
    contacts: [{ profile: { name: `A\0nn${'n'.repeat(3_000)}` }, wa_id: '15550100123' }],
    ...text('A', 'zero \0 here', 0),
  })
  const { messages } = await world.stored()
  assert.deepEqual(messages[0]?.envelope.message['text'], { body: 'zero \0 here' })
  const [contact] = await world.table('contact')
  assert.match(contact?.name ?? '', /^Annn+$/)
})

test('late messages count as unread but do not become the last one', async () => {
  const world = await createWebhookWorld()
  await world.receive(text('B', 'second', 5), text('A', 'first', 1))
  const conversation = await conversationOf(world)
  const { messages } = await world.stored()
  const second = messages.find(({ row }) => row.wamid === 'wamid.B')?.row
  assert.equal(conversation.inboundCount, 2)
  assert.equal(conversation.lastMessageId, second?.id)
  assert.deepEqual(conversation.lastActivityAt, second?.occurredAt)
  assert.deepEqual(conversation.lastInboundAt, second?.occurredAt)
})

test('a timestamp ahead of our clock counts as now', async () => {
  const world = await createWebhookWorld()
  const before = new Date()
  await world.receive(text('A', 'Hi', 10_000_000_000))
  const occurredAt = (await world.stored()).messages[0]?.row.occurredAt
  assert.ok(occurredAt && occurredAt >= before && occurredAt <= new Date())
})

test('a message of the contact reopens what was resolved or snoozed and asks for a reply', async () => {
  const world = await createWebhookWorld()
  await world.receive(text('A', 'Hi', 0))
  const { runtime, tenantId } = world
  for (const [id, change] of [
    ['B', { status: 'resolved' }],
    ['C', { status: 'snoozed', snoozedUntil: new Date() }],
  ] as const) {
    await runtime.database.inTenant(tenantId, (tx) =>
      tx
        .updateTable('conversation')
        .set({ ...change, needsReply: false })
        .where('tenantId', '=', tenantId)
        .execute(),
    )
    await world.receive(text(id, 'Again', 10))
    const conversation = await conversationOf(world)
    assert.equal(conversation.status, 'open')
    assert.equal(conversation.snoozedUntil, null)
    assert.equal(conversation.needsReply, true)
  }
})

test('opt-out words count as the whole message, typed or tapped, and can be taken back', async () => {
  const world = await createWebhookWorld()
  const optOut = async () => {
    const [contact] = await world.table('contact')
    return contact?.optedOutAt ? contact.optOutSource : null
  }
  await world.receive(text('A', 'where is the bus stop', 0))
  assert.equal(await optOut(), null)
  await world.receive(text('B', ' Stop! ', 1))
  assert.equal(await optOut(), 'keyword')
  await world.receive(text('C', 'START', 3))
  assert.equal(await optOut(), null)
  await world.receive(text('D', 'stop', 2))
  assert.equal(await optOut(), null, 'a late stop does not undo a newer start')
  await world.receive(message('E', 'button', 4, { text: 'Unsubscribe', payload: 'x' }))
  assert.equal(await optOut(), 'keyword')
})

test('group messages stand in one conversation of the group, with the participant in the message', async () => {
  const world = await createWebhookWorld()
  const inGroup = (id: string, from: string, name: string) => ({
    contacts: [{ profile: { name }, wa_id: from }],
    messages: [
      {
        from,
        group_id: 'group-1',
        id,
        timestamp: '1750000000',
        type: 'text',
        text: { body: 'Hi' },
      },
    ],
  })
  await world.receive(
    inGroup('wamid.1', '15550100123', 'Ann'),
    inGroup('wamid.2', '15550100124', 'Bob'),
  )
  const contacts = await world.table('contact')
  assert.deepEqual(
    contacts.map(({ kind }) => kind),
    ['group'],
  )
  const { messages } = await world.stored()
  assert.equal(new Set(messages.map(({ row }) => row.conversationId)).size, 1)
  assert.deepEqual(
    messages.map(({ envelope }) => envelope.contact?.['wa_id']),
    ['15550100123', '15550100124'],
  )
})

test('what the business writes in its own app is outbound, answers the contact and gets statuses', async () => {
  const world = await createWebhookWorld()
  await world.receive(text('A', 'Are you open?', 0))
  await world.receiveField('smb_message_echoes', {
    message_echoes: [
      {
        from: '15550100100',
        to: '15550100123',
        id: 'wamid.echo',
        timestamp: '1750000005',
        type: 'text',
        text: { body: 'Until six' },
      },
    ],
  })
  await world.receive({
    statuses: [
      { id: 'wamid.echo', status: 'read', timestamp: '1750000009', recipient_id: '15550100123' },
    ],
  })
  const conversation = await conversationOf(world)
  assert.equal(conversation.needsReply, false)
  assert.equal(conversation.inboundCount, 1)
  const { messages } = await world.stored()
  const echo = messages.find(({ row }) => row.wamid === 'wamid.echo')?.row
  assert.equal(echo?.direction, 'outbound')
  assert.equal(echo?.authorKind, 'business_app')
  assert.equal(echo?.status, 'read')
  assert.equal(conversation.lastMessageId, echo?.id)
})

test('history is stored on both sides without unread counts, and its media comes later', async () => {
  const world = await createWebhookWorld()
  const items = [
    {
      from: '15550100123',
      id: 'wamid.h1',
      timestamp: '1740000000',
      type: 'text',
      text: { body: 'Old' },
    },
    {
      from: '15550100100',
      to: '15550100123',
      id: 'wamid.h2',
      timestamp: '1740000005',
      type: 'text',
      text: { body: 'Older answer' },
      history_context: { status: 'READ' },
    },
    { from: '15550100123', id: 'wamid.h3', timestamp: '1740000009', type: 'media_placeholder' },
  ]
  const chunk = {
    history: [
      {
        metadata: { phase: 0, chunk_order: 1, progress: 55 },
        threads: [
          {
            id: '15550100123',
            context: { wa_id: '15550100123', user_id: 'US.77' },
            messages: items,
          },
        ],
      },
    ],
  }
  await world.receiveField('history', chunk)
  await world.receiveField('history', chunk)
  await world.receiveField('history', {
    messages: [
      {
        from: '15550100123',
        id: 'wamid.h3',
        timestamp: '1740000009',
        type: 'image',
        image: { id: '1', mime_type: 'image/jpeg', sha256: 'c2hhMQ==' },
      },
    ],
  })
  const { messages, events } = await world.stored()
  assert.deepEqual(
    messages.map(({ row }) => `${row.wamid} ${row.direction} ${row.status} ${row.type}`).sort(),
    [
      'wamid.h1 inbound received text',
      'wamid.h2 outbound read text',
      'wamid.h3 inbound received image',
    ],
  )
  const conversation = await conversationOf(world)
  assert.equal(conversation.inboundCount, 0)
  assert.equal(conversation.needsReply, false)
  assert.equal((await world.table('contact')).length, 1)
  assert.equal(events.length, 1)
  assert.ok(!JSON.stringify(events[0]?.envelope).includes('Older answer'))
  await world.receiveField('history', { history: [{ errors: [{ code: 2593109 }] }] })
  assert.equal((await world.stored()).events.length, 2)
})

test('errors of a whole value are kept with its messages, or alone', async () => {
  const world = await createWebhookWorld()
  const errors = [{ code: 131000, title: 'Something went wrong' }]
  await world.receive({ ...text('A', 'Hi', 0), errors }, { errors })
  const { messages, events } = await world.stored()
  assert.deepEqual(messages[0]?.envelope.errors, errors)
  assert.deepEqual(
    events.map(({ row }) => row.kind),
    ['errors'],
  )
})
