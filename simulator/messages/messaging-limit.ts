import { rules } from '#simulator/rules.ts'
import type { BusinessNumber } from '#simulator/store/number-store.ts'
import {
  countReached,
  forgetReachedBefore,
  isReached,
  saveReached,
} from '#simulator/store/usage-store.ts'
import type { World } from '#simulator/world.ts'

/**
 * Counts the person towards the portfolio's limit of people reached outside windows in 24 hours.
 * @returns true when the limit is used up and this person is not among those already reached.
 * @source Meta, messaging limits (per portfolio since October 2025); read 2026-11-20. The code the
 *   failure carries is not documented.
 */
export function isOverMessagingLimit(
  { store, clock }: World,
  { businessId, messagingLimit }: BusinessNumber,
  recipient: string,
): boolean {
  const nowMs = clock.now()
  return store.transaction(() => {
    forgetReachedBefore(store, businessId, nowMs - rules.messagingLimitWindowMs.value)
    if (isReached(store, businessId, recipient)) return false
    if (messagingLimit !== null && countReached(store, businessId) >= messagingLimit) return true
    saveReached(store, businessId, recipient, nowMs)
    return false
  })
}
