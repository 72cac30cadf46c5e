import { textAt, type RawObject } from '../messages/messages.ts'

const idsOfItem = [
  ['from_user_id', 'user_id'],
  ['to_user_id', 'user_id'],
  ['recipient_user_id', 'user_id'],
  ['recipient_participant_user_id', 'user_id'],
  ['user_id', 'user_id'],
  ['wa_id', 'wa_id'],
  ['from', 'wa_id'],
  ['to', 'wa_id'],
  ['recipient_id', 'wa_id'],
  ['recipient_participant_id', 'wa_id'],
] as const

/**
 * The entry of `contacts[]` that belongs to a message or status: the one with the same BSUID or number; else
 * the only one there is, when there is only one item.
 */
export function contactFor(
  item: RawObject,
  contacts: readonly RawObject[],
  itemCount: number,
): RawObject | null {
  for (const [itemKey, contactKey] of idsOfItem) {
    const id = textAt(item, itemKey)
    const found = id === null ? undefined : contacts.find((one) => textAt(one, contactKey) === id)
    if (found) return found
  }
  return contacts.length === 1 && itemCount === 1 ? (contacts[0] ?? null) : null
}
