import { accountCodes } from './error-codes/account-codes.ts'
import type { MetaErrorCode } from './error-codes/meta-error-code.ts'
import { otherCodes } from './error-codes/other-codes.ts'
import { sendingCodes } from './error-codes/sending-codes.ts'
import { templateCodes } from './error-codes/template-codes.ts'

/** Every error code of Meta's that Keepword knows, one row each. */
export const metaErrorCodes: readonly MetaErrorCode[] = [
  ...accountCodes,
  ...sendingCodes,
  ...templateCodes,
  ...otherCodes,
]

const byCode = new Map(metaErrorCodes.map((row) => [row.code, row]))

/**
 * What a code of Meta's means. Codes that are not in the table count as permanent: sending again what was
 * refused for an unknown reason would be blind.
 */
export function metaErrorCode(code: number): MetaErrorCode {
  const known = byCode.get(code)
  if (known) return known
  // 200 to 299 are the permissions, one by one.
  const permission = code > 200 && code < 300 ? byCode.get(200) : undefined
  if (permission) return { ...permission, code }
  return {
    code,
    name: 'unlisted',
    class: 'permanent',
    meaning: 'Not listed by Meta when this table was made.',
    advice: `WhatsApp refused this message with code ${code}. Change it and send it again, or report it with the message id.`,
    source: 'none',
  }
}
