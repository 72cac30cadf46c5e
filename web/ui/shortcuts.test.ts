import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comboKeys, matchesCombo } from './shortcuts.ts'

const press = (key: string, held: Partial<Parameters<typeof matchesCombo>[1]> = {}) => ({
  key,
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
})

test('a combination wants exactly its modifiers', () => {
  assert.equal(matchesCombo('j', press('j')), true)
  assert.equal(matchesCombo('j', press('j', { altKey: true })), false)
  assert.equal(matchesCombo('j', press('J', { shiftKey: true })), false)
  assert.equal(matchesCombo('Alt+j', press('j', { altKey: true })), true)
  assert.equal(matchesCombo('Alt+j', press('j')), false)
  assert.equal(matchesCombo('Mod+k', press('k', { ctrlKey: true })), true)
  assert.equal(matchesCombo('Mod+k', press('k', { metaKey: true })), false)
})

test('signs match with or without Shift, wherever the keyboard has them', () => {
  assert.equal(matchesCombo('?', press('?', { shiftKey: true })), true)
  assert.equal(matchesCombo('/', press('/', { shiftKey: true })), true)
})

test('where Alt types another character the key counts by its place', () => {
  assert.equal(matchesCombo('Alt+j', press('∆', { altKey: true, code: 'KeyJ' })), true)
  assert.equal(matchesCombo('Alt+j', press('˚', { altKey: true, code: 'KeyK' })), false)
})

test('keys are shown as they are printed on the keyboard', () => {
  assert.deepEqual(comboKeys('Alt+j'), ['Alt', 'J'])
  assert.deepEqual(comboKeys('ArrowDown'), ['ArrowDown'])
})
