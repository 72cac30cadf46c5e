import { z } from 'zod'

/** `pending`: being fetched from Meta. `failed`: could not be fetched; `reason` says why. */
export const MediaState = z.enum(['pending', 'ready', 'failed'])
export type MediaState = z.infer<typeof MediaState>

/** `url` is signed and short-lived; null until the media is ready. Supports Range. */
export const Media = z.object({
  id: z.string(),
  state: MediaState,
  kind: z.enum(['image', 'video', 'audio', 'document', 'sticker']),
  mimeType: z.string(),
  fileName: z.string().nullable(),
  sizeBytes: z.number().int().nullable(),
  sha256: z.string().nullable(),
  isVoice: z.boolean(),
  reason: z.string().nullable(),
  url: z.string().nullable(),
})
export type Media = z.infer<typeof Media>
