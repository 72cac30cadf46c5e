import { textAt } from '../messages/messages.ts'
import type { WebhookChange } from './webhook-change.ts'

/** Where a change says it belongs: a phone number, or else an account. */
export type ChangeAddress = { phoneNumberId: string | null; wabaIds: string[] }

/**
 * Reads the address of a change. Most name the number in `metadata`; a hand-over names it as the recipient,
 * settings in their own block. Changes about an account name it by the entry, those about a partner by
 * `waba_info`, while the entry is the partner's portfolio.
 */
export function addressOf({ entry, value }: WebhookChange): ChangeAddress {
  const phoneNumberId =
    textAt(value, 'metadata', 'phone_number_id') ??
    textAt(value, 'recipient', 'phone_number_id') ??
    textAt(value, 'phone_number_settings', 'phone_number_id') ??
    textAt(value, 'phone_number_id')
  const wabaIds = [textAt(value, 'waba_info', 'waba_id'), textAt(entry, 'id')]
  return { phoneNumberId, wabaIds: wabaIds.filter((id) => id !== null) }
}
