import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { GateFacts } from './gate-facts.ts'
import { passGate } from './gate.ts'

const now = new Date('2026-11-20T12:00:00.000Z')
const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
const MB = 1024 * 1024
const before = (ms: number) => new Date(now.getTime() - ms)

const facts = (over: Partial<GateFacts> = {}): GateFacts => ({
  purpose: 'reply',
  isScheduled: false,
  tenantStatus: 'active',
  channelState: 'connected',
  hasAddress: true,
  lastInboundAt: before(hourMs),
  optedOutAt: null,
  target: null,
  media: null,
  ...over,
})

const media = (
  over: object = {},
  sentAs: 'image' | 'audio' | 'sticker' | 'document' = 'image',
) => ({
  sentAs,
  isVoiceNote: false,
  found: {
    state: 'ready',
    kind: 'image',
    mimeType: 'image/jpeg',
    sizeBytes: 1000,
    ...over,
  } as const,
})

const codeOf = (given: GateFacts): string => {
  const result = passGate({}, given, now)
  return result.isPassed ? 'passed' : result.refusal.code
}

const target = { direction: 'inbound', wamid: 'wamid.1', occurredAt: before(hourMs) }

const cases: [what: string, over: Partial<GateFacts>, code: string][] = [
  ['all is well', {}, 'passed'],
  ['the workspace is suspended', { tenantStatus: 'suspended' }, 'tenant_suspended'],
  ['the number is disconnected', { channelState: 'disconnected' }, 'channel_disconnected'],
  ['the contact has no address', { hasAddress: false }, 'recipient_unreachable'],
  ['they wrote 24 h ago less 1 ms', { lastInboundAt: before(dayMs - 1) }, 'passed'],
  ['they wrote exactly 24 h ago', { lastInboundAt: before(dayMs) }, 'window_closed'],
  ['they never wrote', { lastInboundAt: null }, 'window_closed'],
  ['their message is ahead of our clock', { lastInboundAt: before(-hourMs) }, 'passed'],
  ['they opted out, and this is a reply', { optedOutAt: before(hourMs) }, 'passed'],
  [
    'they opted out, and this is an offer',
    { optedOutAt: before(hourMs), purpose: 'marketing' },
    'contact_opted_out',
  ],
  ['the quoted message is here', { target: { use: 'reply', found: target } }, 'passed'],
  ['the quoted message is not here', { target: { use: 'reply', found: null } }, 'context_unknown'],
  [
    'the quoted message has no wamid yet',
    { target: { use: 'reply', found: { ...target, wamid: null } } },
    'context_unknown',
  ],
  [
    'the quoted message is our own',
    { target: { use: 'reply', found: { ...target, direction: 'outbound' } } },
    'passed',
  ],
  [
    'the reaction is to our own message',
    { target: { use: 'reaction', found: { ...target, direction: 'outbound' } } },
    'reaction_target_invalid',
  ],
  [
    'the reaction is to a message of exactly 30 days',
    { target: { use: 'reaction', found: { ...target, occurredAt: before(30 * dayMs) } } },
    'passed',
  ],
  [
    'the reaction is to a message older by 1 ms',
    { target: { use: 'reaction', found: { ...target, occurredAt: before(30 * dayMs + 1) } } },
    'reaction_target_invalid',
  ],
  ['the file is unknown', { media: { ...media(), found: null } }, 'media_unknown'],
  ['the file is still being fetched', { media: media({ state: 'pending' }) }, 'media_not_ready'],
  ['the file could not be fetched', { media: media({ state: 'failed' }) }, 'media_not_ready'],
  ['the picture has 5 MB', { media: media({ sizeBytes: 5 * MB }) }, 'passed'],
  ['the picture has one byte more', { media: media({ sizeBytes: 5 * MB + 1 }) }, 'media_too_large'],
  [
    'the picture goes as a document',
    { media: media({ sizeBytes: 5 * MB + 1 }, 'document') },
    'passed',
  ],
  ['the document has 100 MB', { media: media({ sizeBytes: 100 * MB }, 'document') }, 'passed'],
  [
    'the document has one byte more',
    { media: media({ sizeBytes: 100 * MB + 1 }, 'document') },
    'media_too_large',
  ],
  ['the picture is a GIF', { media: media({ mimeType: 'image/gif' }) }, 'media_type_unsupported'],
  [
    'the voice note is Ogg',
    { media: { ...media({ mimeType: 'audio/ogg' }, 'audio'), isVoiceNote: true } },
    'passed',
  ],
  [
    'the voice note is MP3',
    { media: { ...media({ mimeType: 'audio/mpeg' }, 'audio'), isVoiceNote: true } },
    'media_type_unsupported',
  ],
  [
    'the sticker is one',
    { media: media({ mimeType: 'image/webp', kind: 'sticker' }, 'sticker') },
    'passed',
  ],
  [
    'the sticker is too large or not square',
    { media: media({ mimeType: 'image/webp', kind: 'document' }, 'sticker') },
    'media_type_unsupported',
  ],
]

for (const [what, over, code] of cases)
  test(`when ${what}: ${code}`, () => {
    assert.equal(codeOf(facts(over)), code)
  })

test('the window is open exactly while their last message is less than 24 hours old', () => {
  fc.assert(
    fc.property(fc.integer({ min: -dayMs, max: 3 * dayMs }), (ageMs) => {
      const isOpen = codeOf(facts({ lastInboundAt: before(ageMs) })) === 'passed'
      assert.equal(isOpen, ageMs < dayMs)
    }),
  )
})

test('every refusal is a full sentence, and a verdict tells each rule with its values', () => {
  for (const [, over] of cases) {
    const result = passGate({}, facts(over), now)
    if (result.isPassed) {
      for (const check of result.message.verdict.checks) assert.match(check.says, /^[A-Z].*\.$/s)
    } else assert.match(result.refusal.says, /^[A-Z].*\.$/s)
  }
  const passed = passGate({}, facts(), now)
  assert.ok(passed.isPassed)
  assert.deepEqual(
    passed.message.verdict.checks.find((check) => check.rule === 'customer_service_window'),
    {
      rule: 'customer_service_window',
      says: 'They wrote 1 h ago; the 24-hour window is open.',
      values: { lastInboundAt: '2026-11-20T11:00:00.000Z', closesAt: '2026-11-21T11:00:00.000Z' },
    },
  )
})

test('a shut window is told with how long ago they wrote', () => {
  const result = passGate({}, facts({ lastInboundAt: before(26 * hourMs) }), now)
  assert.match(result.isPassed ? '' : result.refusal.says, /Their last message was 26 h ago/)
})
