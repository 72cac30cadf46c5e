import { z } from 'zod'

/** A page of a list: `nextCursor` is opaque and null on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), nextCursor: z.string().nullable() })

export type Page<T> = { data: T[]; nextCursor: string | null }

/** Query of every list: how many, and from where. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
