import { randomInt } from 'node:crypto'
import type { WebhookClient } from './post-webhook.ts'

/**
 * Meta's handshake before a callback is accepted: it must send the challenge back.
 * @returns null when it did, otherwise what went wrong, as a sentence.
 */
export async function verifyCallback(
  client: WebhookClient,
  callbackUrl: string,
  verifyToken: string,
): Promise<string | null> {
  const challenge = String(randomInt(10 ** 8, 10 ** 10))
  try {
    const url = new URL(callbackUrl)
    url.searchParams.set('hub.mode', 'subscribe')
    url.searchParams.set('hub.challenge', challenge)
    url.searchParams.set('hub.verify_token', verifyToken)
    const { status, answer } = await client.get(url.href)
    if (status !== 200) return `The callback answered ${status} to the verification request.`
    return answer.trim() === challenge
      ? null
      : 'The callback answered 200, but not with the challenge as its body.'
  } catch (error) {
    return `The callback could not be reached: ${error instanceof Error ? error.message : String(error)}.`
  }
}
