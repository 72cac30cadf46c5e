import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personFrom, type PersonForm } from './person-from-form.ts'

const form = {
  name: ' Maya ',
  number: '+1 (555) 010-0123',
  username: '@Maya.Writes',
  hidesNumber: false,
}

test('a phone number may be written with spaces and signs', () => {
  assert.deepEqual(personFrom(form), { name: 'Maya', waId: '15550100123' })
})

test('somebody who hides the number has a username instead', () => {
  assert.deepEqual(personFrom({ ...form, hidesNumber: true }), {
    name: 'Maya',
    username: 'maya.writes',
    hidesPhoneNumber: true,
  })
})

test('what is missing is said in a sentence', () => {
  const cases: [Partial<PersonForm>, string][] = [
    [{ name: ' ' }, 'A person needs a name.'],
    [{ number: '12' }, 'A phone number has 7 to 15 digits, country code first.'],
    [
      { username: 'a b', hidesNumber: true },
      'A username has 3 to 35 letters, digits, dots or underscores.',
    ],
  ]
  for (const [part, sentence] of cases) assert.equal(personFrom({ ...form, ...part }), sentence)
})
