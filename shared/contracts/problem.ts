import { z } from 'zod'

/**
 * Every error of `/v1`, as RFC 9457 problem details.
 * `code` is stable and made for programs; `title` and `detail` are made for people.
 */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>
