import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareBooks, type Books } from './compare-books.ts'

/** Two messages out and two in, all as it should be. */
const goodBooks = (): Books => ({
  callers: [
    { word: 'out 1', writer: 'a', answer: 'accepted', messageId: 'm1' },
    { word: 'out 2', writer: 'a', answer: 'accepted', messageId: 'm2' },
  ],
  sent: [
    { word: 'out 1', wamid: 'w1', recipient: 'a', status: 'delivered' },
    { word: 'out 2', wamid: 'w2', recipient: 'a', status: 'delivered' },
  ],
  received: [
    { wamid: 'i1', writer: 'a', timestampMs: 1_000 },
    { wamid: 'i2', writer: 'a', timestampMs: 2_000 },
  ],
  storedOutbound: [
    { id: 'm1', status: 'read', wamid: 'w1' },
    { id: 'm2', status: 'delivered', wamid: 'w2' },
  ],
  storedInbound: [
    { wamid: 'i1', conversationId: 'c' },
    { wamid: 'i2', conversationId: 'c' },
  ],
  inboundCounts: [{ conversationId: 'c', count: 2 }],
})

/** How many of each kind are found once the books were changed. */
function found(change: (books: Books) => void) {
  const books = goodBooks()
  change(books)
  const { lost, doubled, outOfOrder, unknown } = compareBooks(books)
  return { lost: lost.length, doubled: doubled.length, outOfOrder: outOfOrder.length, unknown }
}

const nothing = {
  lost: 0,
  doubled: 0,
  outOfOrder: 0,
  unknown: { total: 0, neverArrived: 0 },
}

test('books that agree give no complaint', () => {
  assert.deepEqual(
    found(() => {}),
    nothing,
  )
})

test('an accepted message that is gone, or is shown as sent and never arrived, is lost', () => {
  const gone = found((books) => {
    books.storedOutbound.pop()
    books.sent.pop()
  })
  assert.deepEqual(gone, { ...nothing, lost: 1 })
  const pretended = found((books) => {
    books.sent.pop()
  })
  assert.deepEqual(pretended, { ...nothing, lost: 1 })
})

test('an unknown outcome is counted apart, whether it arrived or not', () => {
  const books = (status: 'unknown' | 'failed') =>
    found((changed) => {
      changed.storedOutbound[1] = { id: 'm2', status, wamid: null }
      changed.sent.pop()
    })
  assert.deepEqual(books('unknown'), { ...nothing, unknown: { total: 1, neverArrived: 1 } })
  assert.deepEqual(books('failed'), nothing)
})

test('a status that was told and is not shown is lost, also for a message that stays unknown', () => {
  const behind = found((books) => {
    books.storedOutbound[1] = { id: 'm2', status: 'sent', wamid: 'w2' }
  })
  assert.deepEqual(behind, { ...nothing, lost: 1 })
  const unsettled = found((books) => {
    books.storedOutbound[1] = { id: 'm2', status: 'unknown', wamid: null }
  })
  assert.deepEqual(unsettled, { ...nothing, lost: 1, unknown: { total: 1, neverArrived: 0 } })
})

test('a message that arrived twice is doubled, also when its caller was told nothing', () => {
  for (const answer of ['accepted', 'none'] as const) {
    const twice = found((books) => {
      books.callers[1] = { word: 'out 2', writer: 'a', answer, messageId: 'm2' }
      books.sent.push({ word: 'out 2', wamid: 'w3', recipient: 'a', status: 'sent' })
    })
    assert.deepEqual(twice, { ...nothing, doubled: 1 })
  }
})

test('accepted messages that arrive the other way round are out of order; unanswered ones are not', () => {
  for (const [answer, outOfOrder] of [
    ['accepted', 1],
    ['none', 0],
  ] as const) {
    const swapped = found((books) => {
      books.callers[0] = { word: 'out 1', writer: 'a', answer, messageId: 'm1' }
      books.sent.reverse()
    })
    assert.deepEqual(swapped, { ...nothing, outOfOrder })
  }
})

test('an inbound message that is missing, twice there or counted twice is told', () => {
  const missing = found((books) => {
    books.storedInbound.pop()
    books.inboundCounts[0] = { conversationId: 'c', count: 1 }
  })
  assert.deepEqual(missing, { ...nothing, lost: 1 })
  const twice = found((books) => {
    books.storedInbound.push({ wamid: 'i2', conversationId: 'c' })
    books.inboundCounts[0] = { conversationId: 'c', count: 3 }
  })
  assert.deepEqual(twice, { ...nothing, doubled: 1 })
  const miscounted = found((books) => {
    books.inboundCounts[0] = { conversationId: 'c', count: 3 }
  })
  assert.deepEqual(miscounted, { ...nothing, doubled: 1 })
})

test('a thread against the order of its seconds is out of order, within one second it is not', () => {
  const swapped = found((books) => {
    books.storedInbound.reverse()
  })
  assert.deepEqual(swapped, { ...nothing, outOfOrder: 1 })
  const sameSecond = found((books) => {
    books.storedInbound.reverse()
    books.received[1] = { wamid: 'i2', writer: 'a', timestampMs: 1_900 }
  })
  assert.deepEqual(sameSecond, nothing)
})
