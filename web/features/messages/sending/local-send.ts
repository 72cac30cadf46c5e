import type { Message, NewMessageInput } from '#shared/contracts/message.ts'
import type { Attachment } from '../composer/attachment.ts'
import type { Outgoing } from './optimistic-message.ts'
import { createKeyedStore, useKeyed } from '../keyed-store.ts'

/**
 * A message on its way from this tab.
 *
 * - `uploading`: its file is going up; can be cancelled.
 * - `sending`: the request is out, or waits for the one before it.
 * - `failed`: refused or unreachable; `problem` says why, the content stays here until retried or discarded.
 *
 * Once the server took it, it leaves this list and the server's message stands in its place under the same key.
 */
export type LocalSend = {
  id: string
  state: 'uploading' | 'sending' | 'failed'
  /** How the bubble looks until the server's own message comes. */
  message: Message
  /** What is posted; for files, without the media id that the upload will give. */
  body: NewMessageInput
  /** The same for every attempt, so that a lost answer never sends twice. */
  idempotencyKey: string
  /** To whom, from whom, in answer to what: needed again when it is retried. */
  outgoing: Outgoing
  attachment: Attachment | null
  uploadedFraction: number
  problem: string | null
}

const NONE: LocalSend[] = []
const sends = createKeyedStore<LocalSend[]>(NONE)
const localIdOf = new Map<string, string>()

export const useLocalSends = (conversationId: string): LocalSend[] =>
  useKeyed(sends, conversationId)

export function addLocalSend(conversationId: string, send: LocalSend): void {
  sends.change(conversationId, (all) => [...all, send])
}

export function changeLocalSend(
  conversationId: string,
  id: string,
  change: Partial<LocalSend>,
): void {
  sends.change(conversationId, (all) =>
    all.map((send) => (send.id === id ? { ...send, ...change } : send)),
  )
}

export function removeLocalSend(conversationId: string, id: string): void {
  sends.change(conversationId, (all) => all.filter((send) => send.id !== id))
}

/** Ties the server's message to the bubble that was already on screen. */
export function settleLocalSend(send: LocalSend, message: Message): void {
  localIdOf.set(message.id, send.id)
  removeLocalSend(send.outgoing.conversationId, send.id)
}

/** The key of a bubble: the same before and after the server's answer. */
export const bubbleKey = (message: Message): string => localIdOf.get(message.id) ?? message.id
