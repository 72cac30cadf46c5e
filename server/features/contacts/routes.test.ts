import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Contact } from '#shared/contracts/contact.ts'
import { createTestApi, memberCaller } from '#testing/test-api.ts'
import { createWebhookWorld, text } from '#testing/webhook-world.ts'
import { contactRoutes } from './routes.ts'

async function startContacts() {
  const world = await createWebhookWorld()
  await world.receive({
    contacts: [
      { profile: { name: 'Ann', username: 'ann' }, wa_id: '15550100123', user_id: 'US.1' },
    ],
    ...text('A', 'Hi', 0),
  })
  const [row] = await world.table('contact')
  assert.ok(row)
  const { runtime, tenantId } = world
  const server = await createTestApi(runtime, (app) => contactRoutes(app, runtime))
  const member = await runtime.given.member(tenantId)
  const stranger = await runtime.given.tenant()
  return {
    world,
    path: `/v1/contacts/${row.id}`,
    api: server.as(memberCaller(tenantId, member)),
    strangers: server.as(memberCaller(stranger, await runtime.given.member(stranger))),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

test('a contact is read with all names', async () => {
  await using contacts = await startContacts()
  const { status, body } = await contacts.api.get(contacts.path)
  assert.equal(status, 200)
  const contact = Contact.parse(body)
  assert.equal(contact.phone, '+15550100123')
  assert.equal(contact.bsuid, 'US.1')
  assert.equal(contact.username, 'ann')
  assert.deepEqual(
    contact.identities.map(({ kind }) => kind).sort((first, second) => (first < second ? -1 : 1)),
    ['bsuid', 'username', 'wa_id'],
  )
})

test('what is given changes, and a given name outlasts the profile name', async () => {
  await using contacts = await startContacts()
  const { status, body } = await contacts.api.patch(contacts.path, {
    name: '  Ann of the bakery ',
    email: 'ann@keepword.example',
    isOptedOut: true,
  })
  assert.equal(status, 200)
  const changed = Contact.parse(body)
  assert.equal(changed.name, 'Ann of the bakery')
  assert.equal(changed.profileName, 'Ann')
  assert.equal(changed.isOptedOut, true)
  const again = Contact.parse((await contacts.api.patch(contacts.path, { isOptedOut: false })).body)
  assert.equal(again.isOptedOut, false)
  assert.equal(again.email, 'ann@keepword.example')
  assert.ok(contacts.world.runtime.recordedHints.some(({ hint }) => hint.kind === 'contact'))
  assert.equal((await contacts.api.patch(contacts.path, { name: ' ' })).status, 400)
})

test('contacts of other tenants, and ids that are none, are not found', async () => {
  await using contacts = await startContacts()
  for (const path of [contacts.path, '/v1/contacts/nobody']) {
    assert.equal((await contacts.strangers.get(path)).status, 404)
    assert.equal((await contacts.strangers.patch(path, { name: 'Mine' })).status, 404)
  }
  assert.equal(Contact.parse((await contacts.api.get(contacts.path)).body).name, 'Ann')
})
