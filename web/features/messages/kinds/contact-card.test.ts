import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharedContact } from './contact-card.ts'

test('a full card is read and written as a vCard', () => {
  const card = sharedContact({
    name: { formatted_name: 'Ravi; Plumbing' },
    org: { company: 'Pipes', title: 'Owner' },
    phones: [{ phone: '+44 7700 900123', type: 'Work' }],
    emails: [{ email: 'ravi@pipes.example' }],
  })
  assert.equal(card.organisation, 'Owner, Pipes')
  assert.deepEqual(card.phones, [{ number: '+44 7700 900123', type: 'Work' }])
  assert.match(card.vcard, /FN:Ravi\\; Plumbing\r\n/)
  assert.match(card.vcard, /TEL:\+44 7700 900123\r\n/)
})

test('a card without a name is called by what it has', () => {
  assert.equal(sharedContact({ phones: [{ wa_id: '447700900123' }] }).name, '447700900123')
  assert.equal(sharedContact({ name: { first_name: 'A', last_name: 'B' } }).name, 'A B')
  assert.equal(sharedContact({}).name, 'Unnamed contact')
})

test('a vCard that came along is kept as it is', () => {
  assert.equal(sharedContact({ vcard: 'BEGIN:VCARD' }).vcard, 'BEGIN:VCARD')
})
