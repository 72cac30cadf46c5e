import { isUuid, type MessageId } from '../platform/ids.ts'

/**
 * What `biz_opaque_callback_data` holds on the wire: our message id behind a version mark. Meta echoes it in
 * every status webhook, so that a status finds its message even when the answer to our request was lost.
 * A caller's own value stays in `message.callback_data`.
 */
export const callbackIdOf = (messageId: MessageId): string => `${versionMark}${messageId}`

/** The message of ours that a status webhook speaks of; null when the value was not written by us. */
export function messageIdOfCallback(value: string | null | undefined): MessageId | null {
  if (!value?.startsWith(versionMark)) return null
  const id = value.slice(versionMark.length)
  return isUuid(id) ? (id as MessageId) : null
}

const versionMark = 'kw1.'
