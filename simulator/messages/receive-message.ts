import { mediaIdOf } from '#simulator/media/media-of-content.ts'
import { findMedia, saveMedia } from '#simulator/store/media-store.ts'
import { findChat, recordInbound, saveChatFacts } from '#simulator/store/chat-store.ts'
import { findMessage, insertMessage, type MessageContext } from '#simulator/store/message-store.ts'
import type { BusinessNumber } from '#simulator/store/number-store.ts'
import type { Person } from '#simulator/store/person-store.ts'
import { setReaction } from '#simulator/store/timeline-store.ts'
import { sendMessageWebhook } from '#simulator/webhooks/message-webhook.ts'
import type { World } from '#simulator/world.ts'
import { publishChat } from './present-chat.ts'
import { presentMessage } from './present-message.ts'
import { createWamid } from './wamid.ts'

export type PersonMessage = {
  type: string
  content: unknown
  context?: MessageContext | undefined
  referral?: Record<string, unknown> | undefined
}

/** What the person typed: stored, told to the business, and the 24-hour window starts anew. */
export function receiveMessage(
  world: World,
  person: Person,
  number: BusinessNumber,
  { type, content, context, referral }: PersonMessage,
): { id: string; timestampMs: number } {
  const { store, clock } = world
  const timestampMs = clock.now()
  const wamid = createWamid('to_business', personKey(person))
  const mediaId = mediaIdOf(type, content, null)

  store.transaction(() => {
    insertMessage(store, {
      wamid,
      phoneNumberId: number.phoneNumberId,
      personId: person.id,
      direction: 'to_business',
      type,
      content,
      context: context ?? null,
      referral: referral ?? null,
      mediaId,
      timestampMs,
      status: 'sent',
    })
    recordInbound(store, person.id, number.phoneNumberId, timestampMs)
    if (referral !== undefined) {
      const facts = findChat(store, person.id, number.phoneNumberId)
      saveChatFacts(store, person.id, number.phoneNumberId, { ...facts, referralAtMs: timestampMs })
    }
    if (mediaId !== null) claimMedia(world, mediaId, number.phoneNumberId)
    if (type === 'reaction') applyReaction(world, content)
    const message = findMessage(store, wamid)
    if (message !== undefined) sendMessageWebhook(world, message, person, number)
  })
  world.limits.takeInbound(number)
  publishReceived(world, wamid, person, number)
  return { id: wamid, timestampMs }
}

/** A hidden phone number must not leak through the message id. */
export const personKey = (person: Person): string =>
  person.hidesPhoneNumber || person.waId === null ? person.bsuid : person.waId

function claimMedia({ store }: World, mediaId: string, phoneNumberId: string): void {
  const media = findMedia(store, mediaId)
  if (media?.phoneNumberId === null) saveMedia(store, { ...media, phoneNumberId })
}

function applyReaction({ store }: World, content: unknown): void {
  const { message_id: wamid, emoji } = content as { message_id: string; emoji?: string }
  setReaction(store, wamid, 'person', emoji || null)
}

function publishReceived(
  world: World,
  wamid: string,
  person: Person,
  number: BusinessNumber,
): void {
  const message = findMessage(world.store, wamid)
  if (message === undefined || !world.events.hasListeners()) return
  const chat = { personId: person.id, phoneNumberId: number.phoneNumberId }
  if (message.type === 'reaction') {
    const content = message.content as { message_id: string; emoji?: string }
    world.events.publish({
      event: 'reaction',
      ...chat,
      wamid: content.message_id,
      from: 'person',
      emoji: content.emoji || null,
    })
  } else {
    world.events.publish({ event: 'message', ...chat, message: presentMessage(world, message) })
  }
  publishChat(world, person.id, number)
}
