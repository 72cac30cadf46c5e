import { textAt, valueAt } from '../messages/messages.ts'

/** Payloads of one bucket are applied one after the other; different buckets do not wait for each other. */
export const journalBuckets = 16

/**
 * The bucket of a payload: that of its first phone number, so that what concerns one number is applied in
 * the order of arrival; else of the account; else 0.
 */
export function journalBucketOf(payload: unknown): number {
  const entry = valueAt(payload, 'entry', 0)
  const key =
    textAt(entry, 'changes', 0, 'value', 'metadata', 'phone_number_id') ?? textAt(entry, 'id')
  return key === null ? 0 : fnv1a(key) % journalBuckets
}

/** FNV-1a, 32 bits: spreads ids that differ in their last digits only. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}
