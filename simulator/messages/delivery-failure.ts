import { fetchLinkedMedia } from '#simulator/media/fetch-linked-media.ts'
import { rules } from '#simulator/rules.ts'
import { findChat } from '#simulator/store/chat-store.ts'
import { findMessage, type StoredMessage } from '#simulator/store/message-store.ts'
import type { World } from '#simulator/world.ts'
import type { UnderWay } from './progress-message.ts'
import { isOverMessagingLimit } from './messaging-limit.ts'
import { isWindowOpen } from './service-window.ts'

export type DeliveryFailure = { code: number; details?: string }

/**
 * What Meta finds only after it has answered 200, and reports with a `failed` webhook.
 * @source Meta, Cloud API error codes and send messages; read 2026-11-20.
 */
export async function findDeliveryFailure(
  world: World,
  { message, number, person }: UnderWay,
): Promise<DeliveryFailure | null> {
  if (person === null || !person.onWhatsApp) return { code: 131026 }
  const facts = findChat(world.store, person.id, number.phoneNumberId)
  // Meta does not say that it was a block.
  if (facts.isBlocked) return { code: 131026 }
  if (message.category === 'marketing' && facts.stoppedMarketing) return { code: 131050 }
  const isOpen = isWindowOpen(facts, world.clock.now())
  // Reached only with `windowClosedAnswer: fail_later`; otherwise the Graph call was refused.
  if (message.category === null && !isOpen) return { code: 131047 }
  if (!isOpen && isOverMessagingLimit(world, number, person.id)) return { code: 131048 }
  if (message.type === 'reaction') return findReactionFailure(world, message)
  return fetchLinkedMedia(world, message)
}

function findReactionFailure(world: World, reaction: StoredMessage): DeliveryFailure | null {
  const { message_id: wamid } = reaction.content as { message_id: string }
  const target = findMessage(world.store, wamid)
  const isInThisChat =
    target?.personId === reaction.personId && target?.phoneNumberId === reaction.phoneNumberId
  if (target === undefined || !isInThisChat) {
    return { code: 131009, details: 'reaction.message_id is not a message of this chat.' }
  }
  if (target.direction !== 'to_business' || target.type === 'reaction') {
    return { code: 131009, details: 'Only a message of the person can be reacted to.' }
  }
  if (world.clock.now() - target.timestampMs > rules.reactionTargetMaxAgeMs.value) {
    return { code: 131009, details: rules.reactionTargetMaxAgeMs.says }
  }
  return null
}
