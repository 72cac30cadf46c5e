import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lane } from '#shared/contracts/lane.ts'
import {
  ageWords,
  agoWords,
  inWords,
  laneReason,
  laneState,
  parkReason,
  taskWords,
} from './queue-words.ts'

const nowMs = Date.parse('2026-11-20T12:00:00.000Z')
const ago = (seconds: number) => new Date(nowMs - seconds * 1_000).toISOString()

test('an age has one unit, and one from the future counts as now', () => {
  const words = [-5, 0.4, 2, 59, 60, 3_599, 3_600, 259_199, 259_200].map((seconds) =>
    ageWords(ago(seconds), nowMs),
  )
  assert.deepEqual(words, ['now', 'now', '2 s', '59 s', '1 min', '59 min', '1 h', '71 h', '3 days'])
  assert.equal(agoWords(ago(0), nowMs), 'just now')
  assert.equal(agoWords(ago(7), nowMs), '7 s ago')
  assert.equal(inWords(ago(-40), nowMs), 'in 40 s')
  assert.equal(inWords(ago(3), nowMs), 'now')
})

test('a lane tells in words what holds it back and what happens next', () => {
  const none = { count: 0, isMore: false, oldestAt: null }
  const free: Lane = {
    channelId: 'c',
    name: 'Pots',
    displayPhoneNumber: '15550100123',
    depth: { reply: none, authentication: none, transactional: none, campaign: none },
    scheduled: 0,
    unknown: 0,
    messagesPerSecondAllowed: 80,
    messagesPerSecond: 80,
    qualityRating: 'green',
    slowdown: null,
    pause: null,
    hold: null,
    reach: null,
    isServed: false,
  }
  assert.equal(laneReason(free, nowMs), null)
  const slowdown = { reason: 'WhatsApp asked for a slower pace', since: ago(20) }
  assert.equal(
    laneReason({ ...free, slowdown }, nowMs),
    'WhatsApp asked for a slower pace. Slowed 20 s ago; nothing is lost.',
  )
  const pause = { reason: 'The token was refused.', until: ago(-60) }
  assert.equal(
    laneReason({ ...free, slowdown, pause, messagesPerSecond: 0 }, nowMs),
    'The token was refused. Next try in 1 min.',
  )
  const hold = { reason: 'Stocktaking', byName: 'Tess', since: ago(300) }
  assert.equal(
    laneReason({ ...free, pause, hold, messagesPerSecond: 0 }, nowMs),
    'Stocktaking. Held by Tess 5 min ago, until somebody lets it go on.',
  )
  assert.equal(laneState({ ...free, pause }), 'idle')
})

test('reasons and tasks that nobody knows yet are shown as they are', () => {
  assert.equal(parkReason('not_json').word, 'Not JSON')
  assert.equal(parkReason('from_the_future').word, 'from the future')
  assert.equal(taskWords('fetch-media'), 'Fetch media')
})
