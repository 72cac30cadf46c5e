import { randomFillSync } from 'node:crypto'

declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

export type TenantId = Id<'tenant'>
export type UserId = Id<'user'>
export type SessionId = Id<'session'>
export type ApiKeyId = Id<'api-key'>
export type ChannelId = Id<'channel'>
export type ContactId = Id<'contact'>
export type ConversationId = Id<'conversation'>
export type MessageId = Id<'message'>
export type MediaId = Id<'media'>
export type WebhookEndpointId = Id<'webhook-endpoint'>
export type WebhookEventId = Id<'webhook-event'>

let lastMs = 0
let counter = 0

/** Random bytes for some hundred ids at once: asking for them costs more than making the id. */
const random = Buffer.allocUnsafe(4_096)
let usedBytes = random.length

/** The next 16 random bytes; good until this is called again. */
function randomBlock(): Buffer {
  if (usedBytes + 16 > random.length) {
    randomFillSync(random)
    usedBytes = 0
  }
  usedBytes += 16
  return random.subarray(usedBytes - 16, usedBytes)
}

/**
 * A UUIDv7 (RFC 9562, 5.7): millisecond time in front, so that ids made later sort later. Within one
 * process they are strictly ascending: the 12 bits after the time count up inside a millisecond.
 */
export function newId<T extends string = string>(): T {
  const nowMs = Date.now()
  const bytes = randomBlock()
  if (nowMs > lastMs) {
    lastMs = nowMs
    counter = bytes[0] ?? 0
  } else if (++counter > 0xfff) {
    // More than 4,096 ids in one millisecond, or a clock that went back: borrow from the future.
    lastMs += 1
    counter = 0
  }
  bytes.writeUIntBE(lastMs, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as T
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isUuid = (text: string): boolean => uuidPattern.test(text)
