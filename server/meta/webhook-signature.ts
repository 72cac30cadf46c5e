import { createHmac, timingSafeEqual } from 'node:crypto'

const headerPattern = /^sha256=([0-9a-f]{64})$/i

/** The value of `X-Hub-Signature-256` for these bytes. */
export const webhookSignature = (appSecret: string, rawBody: Uint8Array): string =>
  `sha256=${createHmac('sha256', appSecret).update(rawBody).digest('hex')}`

/**
 * Says whether the header proves that these very bytes were sent by someone who holds the app secret.
 * Compared in constant time, on the bytes as they came: Meta escapes characters in a way that no
 * re-serialisation repeats.
 * @throws never: a header of another form is just not a proof.
 * @source Meta, "Webhooks, validating payloads"; read 2026-11-20.
 */
export function isSignedBy(appSecret: string, rawBody: Uint8Array, header: string): boolean {
  const hex = headerPattern.exec(header.trim())?.[1]
  if (hex === undefined) return false
  const expected = createHmac('sha256', appSecret).update(rawBody).digest()
  return timingSafeEqual(expected, Buffer.from(hex, 'hex'))
}
