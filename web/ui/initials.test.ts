import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initialsOf } from './initials.ts'

test('initials are those of the first and the last word', () => {
  assert.equal(initialsOf('Priya Nair'), 'PN')
  assert.equal(initialsOf('maría josé garcía'), 'MG')
  assert.equal(initialsOf('Yusuf'), 'Y')
  assert.equal(initialsOf('🌸 Grace (shop) 2'), 'GS')
})

test('scripts without capitals give one letter', () => {
  assert.equal(initialsOf('ليلى منصور'), 'ل')
  assert.equal(initialsOf('水野 はるか'), '水')
})

test('numbers and signs have none', () => {
  assert.equal(initialsOf('+1 555 010 0188'), '')
  assert.equal(initialsOf('***'), '')
  assert.equal(initialsOf(''), '')
})
