import type { MessageId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/sealing/keyring.ts'
import type { RawObject } from './raw-content.ts'

/** A template as the contact saw it, its variables filled in. */
export type RenderedTemplate = {
  header?: string
  body: string
  footer?: string
  buttons?: { text: string; url?: string }[]
}

/**
 * What `message.content_sealed` and `message_edit.content_sealed` hold: everything Meta sent about one
 * message, nothing renamed, nothing left out. Outbound: the type part of the Graph body, with `context`.
 */
export type MessageEnvelope = {
  /** Meta's message object, for example `{ id, from, timestamp, type: 'text', text: { body } }`. */
  message: RawObject
  /** The entry of `contacts[]` that came with it. */
  contact?: RawObject
  /** `value.metadata` of the webhook: which of our numbers it was for. */
  metadata?: RawObject
  /** Errors of the whole webhook value; those of the message stand in `message.errors`. */
  errors?: unknown[]
  rendered?: RenderedTemplate
}

export const sealEnvelope = (
  sealer: Sealer,
  messageId: MessageId,
  envelope: MessageEnvelope,
): Buffer => sealer.sealJson('message', 'content_sealed', messageId, envelope)

/** @throws when the bytes are not this message's, or the key is gone. */
export const openEnvelope = (
  sealer: Sealer,
  messageId: MessageId,
  sealed: Buffer,
): MessageEnvelope =>
  sealer.openJson<MessageEnvelope>('message', 'content_sealed', messageId, sealed)

/** Seals an earlier content of an edited message, for a row of `message_edit`. */
export const sealEarlierEnvelope = (
  sealer: Sealer,
  editId: string,
  envelope: MessageEnvelope,
): Buffer => sealer.sealJson('message_edit', 'content_sealed', editId, envelope)

export const openEarlierEnvelope = (
  sealer: Sealer,
  editId: string,
  sealed: Buffer,
): MessageEnvelope =>
  sealer.openJson<MessageEnvelope>('message_edit', 'content_sealed', editId, sealed)

/**
 * Seals the emoji of a reaction. A `reaction` row has no id of its own: it is bound to message and actor.
 * `actor` is the contact's id for inbound reactions and `business` for ours, because WhatsApp keeps one
 * reaction of the number however many members tap.
 */
export const sealReaction = (
  sealer: Sealer,
  reaction: { messageId: MessageId; actor: string },
  emoji: string,
): Buffer =>
  sealer.seal('reaction', 'emoji_sealed', `${reaction.messageId} ${reaction.actor}`, emoji)

export const openReaction = (
  sealer: Sealer,
  reaction: { messageId: MessageId; actor: string },
  sealed: Buffer,
): string =>
  sealer
    .open('reaction', 'emoji_sealed', `${reaction.messageId} ${reaction.actor}`, sealed)
    .toString('utf8')
