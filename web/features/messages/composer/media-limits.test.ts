import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkAsDocument, checkAttachment } from './media-limits.ts'

const MB = 1024 * 1024
const file = (name: string, mimeType: string, sizeBytes: number) => ({ name, mimeType, sizeBytes })

test('a file goes as the kind Meta takes it for', () => {
  const cases: [string, number, string][] = [
    ['image/jpeg', 5 * MB, 'image'],
    ['video/mp4', 16 * MB, 'video'],
    ['audio/ogg; codecs=opus', 9000, 'audio'],
    ['image/webp', 90 * 1024, 'sticker'],
    ['image/webp', 2 * MB, 'document'],
    ['image/gif', 2 * MB, 'document'],
    ['application/zip', 2 * MB, 'document'],
    ['', 10, 'document'],
  ]
  for (const [mimeType, sizeBytes, kind] of cases) {
    const check = checkAttachment(file('f', mimeType, sizeBytes))
    assert.deepEqual([check.kind, check.problem], [kind, null], mimeType)
  }
})

test('a photo over 5 MB names limit and value, and can be shrunk or sent as a file', () => {
  assert.deepEqual(checkAttachment(file('roof.jpg', 'image/jpeg', 7 * MB)), {
    kind: 'image',
    problem: '“roof.jpg” is 7.0 MB; WhatsApp takes photos up to 5 MB.',
    remedies: ['shrink', 'document'],
  })
})

test('a video over 16 MB can go as a document, one over 100 MB cannot go at all', () => {
  assert.deepEqual(checkAttachment(file('v.mp4', 'video/mp4', 17 * MB)).remedies, ['document'])
  assert.deepEqual(checkAttachment(file('v.mp4', 'video/mp4', 101 * MB)).remedies, [])
  assert.match(checkAsDocument(file('v.mp4', 'video/mp4', 101 * MB)).problem ?? '', /up to 100 MB/)
  assert.equal(checkAsDocument(file('v.mp4', 'video/mp4', 17 * MB)).problem, null)
})

test('an empty file is refused', () => {
  assert.match(checkAttachment(file('x.pdf', 'application/pdf', 0)).problem ?? '', /is empty/)
})
