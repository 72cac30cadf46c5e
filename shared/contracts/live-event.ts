import { z } from 'zod'

/**
 * What `GET /v1/events` streams: hints, not contents. The browser refetches what it shows.
 * The SSE event name is `hint`; `resync` (no data) means hints may have been missed, refetch all.
 */
export const LiveHint = z.object({
  kind: z.enum(['message', 'status', 'conversation', 'contact', 'media', 'clock']),
  conversationId: z.string().nullable(),
  messageId: z.string().nullable(),
})
export type LiveHint = z.infer<typeof LiveHint>
