import { z } from 'zod'
import type { GraphError, MediaFacts } from './graph-client.ts'

// Meta's answers, read tolerantly: only what is needed must be there, and everything else may change.

const SendAnswer = z.object({
  messages: z.array(z.object({ id: z.string().min(1) })).min(1),
  contacts: z
    .array(z.object({ wa_id: z.string().optional(), user_id: z.string().optional() }))
    .optional(),
})

/** @returns null when the answer names no message. */
export function readSendAnswer(
  answer: object,
): { wamid: string; waId: string | null; userId: string | null } | null {
  const parsed = SendAnswer.safeParse(answer)
  const message = parsed.data?.messages[0]
  if (!message) return null
  const contact = parsed.data?.contacts?.[0]
  return { wamid: message.id, waId: contact?.wa_id ?? null, userId: contact?.user_id ?? null }
}

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
