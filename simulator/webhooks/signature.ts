import { createHmac } from 'node:crypto'

/** The value of `X-Hub-Signature-256` for exactly these bytes. */
export const signBody = (body: string | Uint8Array, appSecret: string): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
