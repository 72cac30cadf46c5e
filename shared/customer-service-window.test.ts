import assert from 'node:assert/strict'
import { test } from 'node:test'
import { customerServiceWindow, presentWindow, windowOpenSince } from './customer-service-window.ts'

const now = new Date('2026-11-20T12:00:00.000Z')
const cases: [string, string | null, object][] = [
  ['never wrote', null, { state: 'never', closesAt: null, closedAt: null }],
  [
    'wrote a minute ago',
    '2026-11-20T11:59:00.000Z',
    { state: 'open', closesAt: '2026-11-21T11:59:00.000Z', closedAt: null },
  ],
  [
    'one millisecond is left',
    '2026-11-19T12:00:00.001Z',
    { state: 'open', closesAt: '2026-11-20T12:00:00.001Z', closedAt: null },
  ],
  [
    'exactly 24 hours ago',
    '2026-11-19T12:00:00.000Z',
    { state: 'closed', closesAt: null, closedAt: '2026-11-20T12:00:00.000Z' },
  ],
  [
    'days ago',
    '2026-11-10T08:00:00.000Z',
    { state: 'closed', closesAt: null, closedAt: '2026-11-11T08:00:00.000Z' },
  ],
  [
    'ahead of our clock counts as now',
    '2026-11-20T12:05:00.000Z',
    { state: 'open', closesAt: '2026-11-21T12:00:00.000Z', closedAt: null },
  ],
]
for (const [title, lastInboundAt, expected] of cases)
  test(`the window of a contact who ${title}`, () => {
    const at = lastInboundAt === null ? null : new Date(lastInboundAt)
    assert.deepEqual(presentWindow(customerServiceWindow(at, now)), expected)
  })

test('the bound for queries and the rule agree at the edge', () => {
  const bound = windowOpenSince(now)
  assert.equal(customerServiceWindow(bound, now).state, 'closed')
  assert.equal(customerServiceWindow(new Date(bound.getTime() + 1), now).state, 'open')
})
