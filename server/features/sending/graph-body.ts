import { callbackIdOf } from '../../meta/callback-id.ts'
import type { MessageId } from '../../platform/ids.ts'
import type { RawObject } from '../messages/messages.ts'
import type { RecipientAddress } from './recipient-address.ts'

/**
 * The body of `POST /{phone_number_id}/messages`.
 * @param message  as it is stored: type, the part under it, `context`.
 * @param metaMediaId  Meta's id of the file, for messages that carry one of ours.
 */
export function graphBody(
  messageId: MessageId,
  address: RecipientAddress,
  message: RawObject,
  metaMediaId: string | null,
): Record<string, unknown> {
  const type = String(message['type'])
  const part = message[type]
  return {
    messaging_product: 'whatsapp',
    ...address,
    ...message,
    ...(metaMediaId === null ? {} : { [type]: { ...(part as object), id: metaMediaId } }),
    biz_opaque_callback_data: callbackIdOf(messageId),
  }
}
