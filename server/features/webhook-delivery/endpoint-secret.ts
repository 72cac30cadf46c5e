import { randomBytes } from 'node:crypto'
import type { WebhookMode } from '#shared/contracts/webhook-endpoint.ts'
import { webhookDeliveryProblem } from './webhook-delivery-problems.ts'

/** Marks a secret of Standard Webhooks; what follows is the key in base64. */
const standardPrefix = 'whsec_'

/** @source Standard Webhooks, "Signature scheme": 24 to 64 bytes; read 2026-11-20. */
const leastStandardBytes = 24
const mostStandardBytes = 64

/** Meta's app secrets have 32 hex digits; others may be given for receivers that check another one. */
const metaSecret = /^[\x21-\x7e]{16,128}$/

export const newSecretText = (mode: WebhookMode): string =>
  mode === 'standard'
    ? `${standardPrefix}${randomBytes(32).toString('base64')}`
    : randomBytes(16).toString('hex')

/**
 * A secret that the caller gave.
 * @throws secret_invalid with the rule, never the value.
 */
export function checkedSecretText(mode: WebhookMode, text: string): string {
  if (mode === 'meta_raw') {
    if (metaSecret.test(text)) return text
    throw webhookDeliveryProblem(
      'secret_invalid',
      'A secret of mode meta_raw must have 16 to 128 printable ASCII characters and no spaces.',
    )
  }
  const key = standardKey(text)
  if (key && key.length >= leastStandardBytes && key.length <= mostStandardBytes) return text
  throw webhookDeliveryProblem(
    'secret_invalid',
    `A secret of mode standard must be "${standardPrefix}" and ${leastStandardBytes} to ${mostStandardBytes} bytes in base64.`,
  )
}

/** The HMAC key of a standard secret; null when the text is none. */
export function standardKey(text: string): Buffer | null {
  if (!text.startsWith(standardPrefix)) return null
  const encoded = text.slice(standardPrefix.length)
  const key = Buffer.from(encoded, 'base64')
  // Node skips what is not base64; a key that does not come back is mistyped.
  return key.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '') ? key : null
}
