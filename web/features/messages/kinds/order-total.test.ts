import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderSummary } from './order-total.ts'

const item = (id: string, quantity: number, price: number | string, currency = 'EUR') => ({
  product_retailer_id: id,
  quantity,
  item_price: price,
  currency,
})

test('items are added up', () => {
  const summary = orderSummary({ product_items: [item('a', 2, 30), item('b', 1, '4.5')] })
  assert.equal(summary.itemCount, 3)
  assert.match(summary.total ?? '', /64[.,]50/)
  assert.match(summary.lines[0]?.amount ?? '', /60[.,]00/)
})

test('two currencies have no total, and an unknown one is shown as it came', () => {
  assert.equal(
    orderSummary({ product_items: [item('a', 1, 1), item('b', 1, 1, 'USD')] }).total,
    null,
  )
  assert.equal(orderSummary({ product_items: [item('a', 1, 1, 'points')] }).total, '1.00 points')
  assert.deepEqual(orderSummary({}), { lines: [], itemCount: 0, total: null })
})
