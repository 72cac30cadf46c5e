import { findChat } from '#simulator/store/chat-store.ts'
import type { BusinessNumber } from '#simulator/store/number-store.ts'
import { countUnseen, listTimeline } from '#simulator/store/timeline-store.ts'
import type { World } from '#simulator/world.ts'
import { presentMessage } from './present-message.ts'
import { windowClosesAtMs } from './service-window.ts'

/** A line of the phone's chat list. */
export function presentChat(world: World, personId: string, number: BusinessNumber) {
  const chat = { personId, phoneNumberId: number.phoneNumberId }
  const facts = findChat(world.store, personId, number.phoneNumberId)
  const [last] = listTimeline(world.store, chat, null, 1)
  return {
    phoneNumberId: number.phoneNumberId,
    businessName: number.verifiedName,
    displayPhoneNumber: number.displayPhoneNumber,
    lastMessage: last === undefined ? null : presentMessage(world, last),
    unread: countUnseen(world.store, chat),
    windowClosesAt: windowClosesAtMs(facts),
    stoppedMarketing: facts.stoppedMarketing,
    blocked: facts.isBlocked,
  }
}

export function publishChat(world: World, personId: string, number: BusinessNumber): void {
  if (!world.events.hasListeners()) return
  world.events.publish({
    event: 'chat',
    personId,
    phoneNumberId: number.phoneNumberId,
    chat: presentChat(world, personId, number),
  })
}
