import { rules } from '#simulator/rules.ts'
import { findChat, saveChatFacts } from '#simulator/store/chat-store.ts'
import type { StoredMessage } from '#simulator/store/message-store.ts'
import { addDeliveredInMonth, countDeliveredInMonth } from '#simulator/store/usage-store.ts'
import type { World } from '#simulator/world.ts'

/**
 * The `pricing.type` of a message that leaves now. Answering a visitor from an ad within a day
 * opens the free entry point.
 * @source Meta, "Pricing", rules since 2026-10-01; read 2026-11-20.
 */
export function pricingTypeOf(world: World, message: StoredMessage): string {
  const nowMs = world.clock.now()
  if (message.personId !== null && isInFreeEntryPoint(world, message.personId, message, nowMs)) {
    return 'free_entry_point'
  }
  if (message.category !== null) return 'regular'
  const deliveredCount = countDeliveredInMonth(world.store, message.phoneNumberId, monthOf(nowMs))
  return deliveredCount < rules.freeServiceMessages.value ? 'free_customer_service' : 'regular'
}

function isInFreeEntryPoint(
  world: World,
  personId: string,
  message: StoredMessage,
  nowMs: number,
): boolean {
  const facts = findChat(world.store, personId, message.phoneNumberId)
  if (facts.freeEntryUntilMs !== null && nowMs < facts.freeEntryUntilMs) return true
  const isAnswerInTime =
    facts.referralAtMs !== null && nowMs < facts.referralAtMs + rules.freeEntryAnswerMs.value
  if (!isAnswerInTime) return false
  saveChatFacts(world.store, personId, message.phoneNumberId, {
    ...facts,
    referralAtMs: null,
    freeEntryUntilMs: nowMs + rules.freeEntryPointMs.value,
  })
  return true
}

const monthOf = (nowMs: number): string => new Date(nowMs).toISOString().slice(0, 7)

/** The free tier counts deliveries, not sends. */
export function countDelivered({ store, clock }: World, message: StoredMessage): void {
  if (message.category !== null) return
  addDeliveredInMonth(store, message.phoneNumberId, monthOf(clock.now()))
}
