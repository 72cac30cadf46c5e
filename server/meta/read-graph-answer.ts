import { z } from 'zod'
import type { GraphError, MediaFacts } from './graph-client.ts'

// Meta's answers, read tolerantly: only what is needed must be there, and everything else may change.

/**
 * By hand, for this is read with every message that leaves.
 * @returns null when the answer names no message.
 */
export function readSendAnswer(
  answer: object,
): { wamid: string; waId: string | null; userId: string | null } | null {
  const wamid = firstOf(answer, 'messages')?.['id']
  if (typeof wamid !== 'string' || wamid === '') return null
  const contact = firstOf(answer, 'contacts')
  return { wamid, waId: textOf(contact?.['wa_id']), userId: textOf(contact?.['user_id']) }
}

function firstOf(answer: object, name: string): Record<string, unknown> | null {
  const list: unknown = (answer as Record<string, unknown>)[name]
  const first: unknown = Array.isArray(list) ? list[0] : null
  return typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : null
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const ErrorAnswer = z.object({
  error: z.object({
    code: z.coerce.number().int(),
    message: z.string().optional(),
    error_subcode: z.coerce.number().int().optional(),
    error_user_title: z.string().optional(),
    error_user_msg: z.string().optional(),
    error_data: z.object({ details: z.string().optional() }).or(z.string()).optional(),
    fbtrace_id: z.string().optional(),
  }),
})

/** @returns null when this is not an error object of the Graph API. */
export function readGraphError(httpStatus: number, answer: object): GraphError | null {
  const parsed = ErrorAnswer.safeParse(answer)
  if (!parsed.success) return null
  const { error } = parsed.data
  const data = error.error_data
  const details = typeof data === 'string' ? data : data?.details
  return {
    httpStatus,
    code: error.code,
    subcode: error.error_subcode ?? null,
    // "(#131047) Re-engagement message": the number stands in `code` already.
    title: (error.error_user_title ?? error.message ?? '').replace(/^\(#\d+\)\s*/, '') || 'Refused',
    details: details ?? error.error_user_msg ?? null,
    fbtraceId: error.fbtrace_id ?? null,
  }
}

const MediaAnswer = z.object({
  url: z.url(),
  mime_type: z.string(),
  sha256: z.string(),
  file_size: z.coerce.number().int().nonnegative(),
})

export function readMediaFacts(answer: object): MediaFacts | null {
  const parsed = MediaAnswer.safeParse(answer)
  if (!parsed.success) return null
  const { url, mime_type: mimeType, sha256, file_size: sizeBytes } = parsed.data
  return { url, mimeType, sha256: sha256Hex(sha256), sizeBytes }
}

/** Meta writes SHA-256 in hex in answers and in base64 in webhooks; either may come. */
export const sha256Hex = (value: string): string =>
  /^[0-9a-f]{64}$/i.test(value) ? value.toLowerCase() : Buffer.from(value, 'base64').toString('hex')
