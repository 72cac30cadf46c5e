import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formAnswers } from './form-answers.ts'

test('a form answer becomes questions and answers, without the token', () => {
  const json = JSON.stringify({
    flow_token: 'x',
    screen_0_delivery_date_1: '2026-12-01',
    gift: true,
    extras: ['Card', 'Ribbon'],
    values: { in_pin_code: '400063' },
    guest: { firstName: 'Asha' },
  })
  assert.deepEqual(formAnswers(json), [
    { question: 'Delivery date', answer: '2026-12-01' },
    { question: 'Gift', answer: 'Yes' },
    { question: 'Extras', answer: 'Card, Ribbon' },
    { question: 'In pin code', answer: '400063' },
    { question: 'Guest, first name', answer: 'Asha' },
  ])
})

test('what is not an object gives nothing', () => {
  for (const value of ['{broken', '[1]', '7', undefined, null])
    assert.equal(formAnswers(value), null)
})
