import type { Message, MessageStatus } from '#shared/contracts/message.ts'
import { metaErrorCode } from '../../meta/error-codes.ts'
import type { MessageRow } from './message-store.ts'
import { textAt } from './raw-content.ts'

const arrived: ReadonlySet<MessageStatus> = new Set([
  'accepted',
  'sent',
  'delivered',
  'read',
  'played',
])

/**
 * Why a message failed, or why it still waits, in Meta's words and in ours. `message.error` holds Meta's error
 * object as a status webhook brought it, or what sending made of Meta's answer (`{ title, details, advice }`).
 */
export function presentError(
  row: Pick<MessageRow, 'error' | 'errorCode' | 'status'>,
): Message['error'] {
  if (arrived.has(row.status)) return null
  if (row.error === null && row.errorCode === null && row.status !== 'failed') return null
  const title = textAt(row.error, 'title') ?? textAt(row.error, 'message') ?? 'Not sent'
  const details = textAt(row.error, 'error_data', 'details') ?? textAt(row.error, 'details')
  return {
    code: row.errorCode,
    title,
    details: details === title ? null : details,
    advice: textAt(row.error, 'advice') ?? adviceFor(row.errorCode),
  }
}

const adviceFor = (code: number | null): string =>
  code === null
    ? 'Try again. If it fails again, tell whoever looks after Keepword the id of this message.'
    : metaErrorCode(code).advice
