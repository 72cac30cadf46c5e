import type { Message } from '#shared/contracts/message.ts'
import { metaErrorCode } from '../../meta/error-codes.ts'
import type { MessageRow } from './message-store.ts'
import { textAt } from './raw-content.ts'

/**
 * Why a message failed, in Meta's words and in ours. `message.error` holds Meta's error object as it came
 * (`{ code, title, message, error_data: { details } }`) or our own `{ title, details }`.
 */
export function presentError(
  row: Pick<MessageRow, 'error' | 'errorCode' | 'status'>,
): Message['error'] {
  if (row.error === null && row.errorCode === null && row.status !== 'failed') return null
  const title = textAt(row.error, 'title') ?? textAt(row.error, 'message') ?? 'Not sent'
  const details = textAt(row.error, 'error_data', 'details') ?? textAt(row.error, 'details')
  return {
    code: row.errorCode,
    title,
    details: details === title ? null : details,
    advice:
      row.errorCode === null
        ? 'Try again. If it fails again, tell whoever looks after Keepword the id of this message.'
        : metaErrorCode(row.errorCode).advice,
  }
}
