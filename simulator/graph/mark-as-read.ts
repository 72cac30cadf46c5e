import { markReadByBusiness } from '#simulator/messages/read-by-business.ts'
import { findMessage } from '#simulator/store/message-store.ts'
import type { World } from '#simulator/world.ts'
import { isObject } from './content/check.ts'
import { GraphError } from './graph-error.ts'
import { requireNumber, type SendRequest } from './send-message.ts'

/** `status: read` with or without `typing_indicator`; it needs the message id and no recipient. */
export function markAsRead(world: World, { phoneNumberId, accessToken, body }: SendRequest) {
  if (body['status'] !== 'read') throw new GraphError(100, 'status must be read.')
  const wamid = body['message_id']
  if (typeof wamid !== 'string' || wamid === '') {
    throw new GraphError(100, 'message_id is required.')
  }
  const indicator = body['typing_indicator']
  if (indicator !== undefined && !(isObject(indicator) && indicator['type'] === 'text')) {
    throw new GraphError(100, 'typing_indicator.type must be text.')
  }
  requireNumber(world, phoneNumberId, accessToken)
  const message = findMessage(world.store, wamid)
  if (message?.direction !== 'to_business' || message.phoneNumberId !== phoneNumberId) {
    throw new GraphError(100, 'message_id is not a message this number has received.')
  }
  markReadByBusiness(world, message)
  if (indicator !== undefined && message.personId !== null) {
    world.typing.show(message.personId, phoneNumberId)
  }
  return { success: true }
}
