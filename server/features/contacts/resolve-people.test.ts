import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, createWebhookWorld, text, type WebhookWorld } from '#testing/webhook-world.ts'
import { resolvePeople } from './contacts.ts'

type Person = { waId?: string; bsuid?: string; parent?: string; name?: string; username?: string }

/** A message of somebody who shows only some of their names. */
const from = (id: string, seconds: number, person: Person) => ({
  contacts: [
    {
      profile: {
        ...(person.name ? { name: person.name } : {}),
        ...(person.username ? { username: person.username } : {}),
      },
      ...(person.waId ? { wa_id: person.waId } : {}),
      ...(person.bsuid ? { user_id: person.bsuid } : {}),
      ...(person.parent ? { parent_user_id: person.parent } : {}),
    },
  ],
  messages: [
    {
      ...(person.waId ? { from: person.waId } : {}),
      ...(person.bsuid ? { from_user_id: person.bsuid } : {}),
      id: `wamid.${id}`,
      timestamp: at(seconds),
      type: 'text',
      text: { body: id },
    },
  ],
})

const system = (id: string, seconds: number, sender: object, part: object) => ({
  messages: [
    { ...sender, id: `wamid.${id}`, timestamp: at(seconds), type: 'system', system: part },
  ],
})

/** Current names by contact, contacts in the order in which they were made. */
async function people(world: WebhookWorld): Promise<string[][]> {
  const contacts = await world.table('contact')
  const identities = await world.table('contactIdentity')
  return contacts
    .sort((first, second) => (first.id < second.id ? -1 : 1))
    .map(({ id }) =>
      identities
        .filter((identity) => identity.contactId === id && identity.validTo === null)
        .map((identity) => `${identity.kind} ${identity.value}`)
        .sort(),
    )
}

test('somebody without a phone number is known by the BSUID', async () => {
  const world = await createWebhookWorld()
  await world.receive(from('1', 0, { bsuid: 'US.1', name: 'Ann' }), from('2', 1, { bsuid: 'US.1' }))
  assert.deepEqual(await people(world), [['bsuid US.1']])
  assert.equal((await world.table('contact'))[0]?.name, 'Ann')
  assert.equal((await world.table('conversation')).length, 1)
})

test('two contacts become one when both names are seen together, with all they have', async () => {
  const world = await createWebhookWorld()
  await world.receive(
    from('1', 0, { waId: '15550100123', name: 'Ann' }),
    from('2', 1, { bsuid: 'US.1' }),
    from('3', 2, { bsuid: 'US.1' }),
  )
  assert.equal((await people(world)).length, 2)
  const older = (await world.table('contact')).find(({ name }) => name === 'Ann')
  const member = await world.runtime.given.member(world.tenantId)
  await world.runtime.database.inTenant(world.tenantId, (tx) =>
    tx
      .insertInto('conversationRead')
      .columns(['tenantId', 'conversationId', 'userId', 'readInboundCount', 'readAt'])
      .expression(
        tx
          .selectFrom('conversation')
          .select((column) => [
            'tenantId',
            'id',
            column.val(member).as('userId'),
            column.val(1).as('readInboundCount'),
            'createdAt',
          ])
          .where('tenantId', '=', world.tenantId),
      )
      .execute(),
  )
  await world.receive(from('4', 3, { waId: '15550100123', bsuid: 'US.1' }))
  assert.deepEqual(await people(world), [['bsuid US.1', 'wa_id 15550100123']])
  assert.equal((await world.table('contact'))[0]?.id, older?.id)
  const [conversation, ...others] = await world.table('conversation')
  assert.deepEqual(others, [])
  assert.equal(conversation?.inboundCount, 4)
  const { messages } = await world.stored()
  assert.ok(messages.every(({ row }) => row.conversationId === conversation?.id))
  assert.ok(messages.every(({ row }) => row.contactId === older?.id))
  assert.equal(
    conversation?.lastMessageId,
    messages.find(({ row }) => row.wamid === 'wamid.4')?.row.id,
  )
  const reads = await world.runtime.database.inTenant(world.tenantId, (tx) =>
    tx.selectFrom('conversationRead').selectAll().where('tenantId', '=', world.tenantId).execute(),
  )
  assert.deepEqual(
    reads.map((read) => read.readInboundCount),
    [2],
  )
})

test('a known number with another BSUID is another person: numbers are recycled', async () => {
  const world = await createWebhookWorld()
  await world.receive(
    from('1', 0, { waId: '15550100123', bsuid: 'US.1', name: 'Ann' }),
    from('2', 100, { waId: '15550100123', bsuid: 'US.2', name: 'Bob' }),
  )
  assert.deepEqual(await people(world), [['bsuid US.1'], ['bsuid US.2', 'wa_id 15550100123']])
  await world.receive(from('3', 50, { waId: '15550100123' }))
  const { messages } = await world.stored()
  const [ann] = await world
    .table('contact')
    .then((rows) => rows.filter(({ name }) => name === 'Ann'))
  assert.equal(
    messages.find(({ row }) => row.wamid === 'wamid.3')?.row.contactId,
    ann?.id,
    'a webhook that comes late belongs to who had the number then',
  )
})

test('BSUIDs count inside one portfolio, and a parent BSUID joins portfolios', async () => {
  const world = await createWebhookWorld()
  const mention = (scope: string, person: { bsuid: string; parentBsuid?: string }) => ({
    ...person,
    scope,
    at: new Date(),
    source: 'webhook' as const,
  })
  const ids = await world.runtime.database.inTenant(world.tenantId, async (tx) => {
    const { contactIds } = await resolvePeople(
      tx,
      [
        mention('p1', { bsuid: 'US.1' }),
        mention('p2', { bsuid: 'US.1' }),
        mention('p1', { bsuid: 'US.3', parentBsuid: 'US.ENT.3' }),
        mention('p2', { bsuid: 'US.4', parentBsuid: 'US.ENT.3' }),
      ],
      new Date(),
    )
    return contactIds
  })
  assert.notEqual(ids[0], ids[1])
  assert.equal(ids[2], ids[3])
})

test('a changed number keeps the contact, in whichever order old, change and new arrive', async () => {
  const old = from('1', 0, { waId: '15550100123', bsuid: 'US.1', name: 'Ann' })
  const change = system(
    's',
    10,
    { from: '15550100123' },
    {
      type: 'user_changed_number',
      body: 'Ann changed',
      wa_id: '15550100124',
      user_id: 'US.2',
      previous_user_id: 'US.1',
    },
  )
  const next = from('2', 20, { waId: '15550100124', bsuid: 'US.2', name: 'Ann' })
  const lateOld = from('3', 5, { waId: '15550100123', bsuid: 'US.1' })
  for (const order of [
    [old, change, next, lateOld],
    [old, next, change, lateOld],
    [old, lateOld, change, change, next],
  ]) {
    const world = await createWebhookWorld()
    await world.receive(...order)
    assert.deepEqual(await people(world), [['bsuid US.2', 'wa_id 15550100124']])
    assert.equal((await world.table('conversation')).length, 1)
    const ended = (await world.table('contactIdentity')).filter(({ validTo }) => validTo !== null)
    assert.deepEqual(ended.map(({ value }) => value).sort(), ['15550100123', 'US.1'])
    assert.equal((await world.stored()).messages.length, 4)
  }
  const together = await createWebhookWorld()
  await together.receiveTogether(old, change, next, lateOld)
  assert.deepEqual(await people(together), [['bsuid US.2', 'wa_id 15550100124']])
})

test('a changed number without a new BSUID ends the old one, and the next message brings the new one', async () => {
  const world = await createWebhookWorld()
  await world.receive(
    from('1', 0, { waId: '15550100123', bsuid: 'US.1' }),
    system(
      's',
      10,
      { from: '15550100123' },
      { type: 'user_changed_number', body: 'changed', wa_id: '15550100124' },
    ),
    from('2', 20, { waId: '15550100124', bsuid: 'US.2' }),
  )
  assert.deepEqual(await people(world), [['bsuid US.2', 'wa_id 15550100124']])
})

test('a number that somebody else had long before goes to who changed to it', async () => {
  const world = await createWebhookWorld()
  await world.receive(
    from('b', 0, { waId: '15550100124', bsuid: 'US.9', name: 'Bob' }),
    from('1', 5, { waId: '15550100123', bsuid: 'US.1', name: 'Ann' }),
    system(
      's',
      1000,
      { from: '15550100123' },
      {
        type: 'user_changed_number',
        body: 'changed',
        wa_id: '15550100124',
        user_id: 'US.2',
        previous_user_id: 'US.1',
      },
    ),
  )
  assert.deepEqual(await people(world), [['bsuid US.9'], ['bsuid US.2', 'wa_id 15550100124']])
})

test('a changed BSUID alone keeps number and contact', async () => {
  const world = await createWebhookWorld()
  await world.receive(
    from('1', 0, { waId: '15550100123', bsuid: 'US.1' }),
    system(
      's',
      10,
      {},
      {
        type: 'user_changed_user_id',
        body: 'changed',
        user_id: 'US.2',
        previous_user_id: 'US.1',
      },
    ),
  )
  assert.deepEqual(await people(world), [['bsuid US.2', 'wa_id 15550100123']])
})

test('a username is no key: it moves to whoever has it now', async () => {
  const world = await createWebhookWorld()
  await world.receive(
    from('1', 0, { bsuid: 'US.1', username: 'ann' }),
    from('2', 10, { bsuid: 'US.2', username: 'ann' }),
    from('3', 20, { bsuid: 'US.1', username: 'ann.2' }),
  )
  assert.deepEqual(await people(world), [
    ['bsuid US.1', 'username ann.2'],
    ['bsuid US.2', 'username ann'],
  ])
})

test('a system message is shown, but is nothing to answer and opens no window', async () => {
  const world = await createWebhookWorld()
  await world.receive(
    system(
      's',
      10,
      { from: '15550100123' },
      { type: 'customer_identity_changed', body: 'changed' },
    ),
  )
  const [conversation] = await world.table('conversation')
  assert.equal(conversation?.inboundCount, 0)
  assert.equal(conversation?.needsReply, false)
  assert.equal(conversation?.lastInboundAt, null)
  assert.ok(conversation?.lastMessageId)
})

test('a profile name is taken over until a member names the contact', async () => {
  const world = await createWebhookWorld()
  await world.receive(text('1', 'Hi', 0))
  const name = async () => (await world.table('contact'))[0]?.name
  assert.equal(await name(), '+15550100123')
  await world.receive(from('2', 1, { waId: '15550100123', name: 'Ann' }))
  assert.equal(await name(), 'Ann')
  await world.runtime.database.inTenant(world.tenantId, (tx) =>
    tx
      .updateTable('contact')
      .set({ name: 'Ann of the bakery', isNameEdited: true })
      .where('tenantId', '=', world.tenantId)
      .execute(),
  )
  await world.receive(from('3', 2, { waId: '15550100123', name: 'Annie' }))
  assert.equal(await name(), 'Ann of the bakery')
})
