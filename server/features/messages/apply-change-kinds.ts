import { columnText, type ReceivedMessage } from './apply-context.ts'
import { textAt, type RawObject } from './raw-content.ts'

export type ChangeKind = 'reaction' | 'edit' | 'revoke'

/** A webhook that changes another message. */
export type MessageChange = {
  kind: ChangeKind
  targetWamid: string
  direction: 'inbound' | 'outbound'
  /** The contact's id, `participant:<id>` in a group, or `business`. */
  actor: string
  occurredAt: Date
  received: ReceivedMessage
}

/** Which message this one changes, and how. @returns null for messages that stand for themselves. */
export function changedMessageIn(
  message: RawObject,
): { kind: ChangeKind; targetWamid: string } | null {
  const type = textAt(message, 'type')
  if (type !== 'reaction' && type !== 'edit' && type !== 'revoke') return null
  const targetWamid = columnText(
    type === 'reaction'
      ? textAt(message, 'reaction', 'message_id')
      : textAt(message, type, 'original_message_id'),
  )
  return targetWamid === null ? null : { kind: type, targetWamid }
}
