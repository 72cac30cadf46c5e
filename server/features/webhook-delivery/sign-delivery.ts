import { createHmac } from 'node:crypto'
import type { WebhookMode } from '#shared/contracts/webhook-endpoint.ts'
import { webhookSignature } from '../../meta/webhook-signature.ts'
import { standardKey } from './endpoint-secret.ts'

export type SignedRequest = {
  mode: WebhookMode
  eventId: string
  /** Live secrets, newest first; never empty. */
  secrets: readonly string[]
  body: Uint8Array
  sentAt: Date
  /** Counts from 1. */
  attempt: number
}

/**
 * The headers that prove where a request comes from.
 *
 * `standard`: every live secret signs id, time and body, so a receiver may know the old or the new one.
 * `meta_raw`: Meta's header holds one signature, so while a secret is being replaced the attempts take turns: whoever
 * knows only the old one refuses the first and takes the second, a few seconds later.
 * @source Standard Webhooks 1.0, "Signature scheme"; Meta, "Webhooks, validating payloads"; read 2026-11-20.
 */
export function signatureHeaders(request: SignedRequest): Record<string, string> {
  const { mode, eventId, secrets, body, sentAt, attempt } = request
  const timestamp = String(Math.floor(sentAt.getTime() / 1000))
  const headers = { 'webhook-id': eventId, 'webhook-timestamp': timestamp }
  if (mode === 'meta_raw') {
    const secret = secrets[(attempt - 1) % secrets.length] ?? ''
    return { ...headers, 'x-hub-signature-256': webhookSignature(secret, body) }
  }
  const signatures = secrets.flatMap((secret) => {
    const key = standardKey(secret)
    if (!key) return []
    const hmac = createHmac('sha256', key).update(`${eventId}.${timestamp}.`).update(body)
    return [`v1,${hmac.digest('base64')}`]
  })
  return { ...headers, 'webhook-signature': signatures.join(' ') }
}
