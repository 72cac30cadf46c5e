import assert from 'node:assert/strict'
import { test } from 'node:test'
import { optWordOf } from './opt-out-words.ts'

test('an opt-out word counts only when it is the whole message', () => {
  for (const text of ['STOP', ' stop. ', 'Stop!', '“Unsubscribe”', 'opt  out', 'STOP\n', '🛑 stop'])
    assert.equal(optWordOf(text), 'out', text)
  for (const text of ['START', 'unstop']) assert.equal(optWordOf(text), 'in', text)
  for (const text of ['please stop', 'where is the bus stop', 'stopp', '', '!', 'restart'])
    assert.equal(optWordOf(text), null, text)
})

test('the words can be others', () => {
  const words = { out: ['genug'], in: [] }
  assert.equal(optWordOf('Genug!', words), 'out')
  assert.equal(optWordOf('stop', words), null)
})
