import type { z } from 'zod'
import type { Page } from '#shared/contracts/page.ts'
import { httpProblem } from './http-problems.ts'

/**
 * Reads a cursor that `pageFrom` made. Cursors are opaque to callers, not secret.
 * @returns null when there is none: the first page.
 * @throws invalid_request when it is none of ours.
 */
export function cursorOf<T extends z.ZodType>(
  position: T,
  cursor: string | undefined,
): z.output<T> | null {
  if (cursor === undefined) return null
  const parsed = position.safeParse(decode(cursor))
  if (parsed.success) return parsed.data
  throw httpProblem('invalid_request', 'cursor: must be the nextCursor of an earlier page.', [
    { path: 'cursor', message: 'must be the nextCursor of an earlier page' },
  ])
}

/**
 * Makes a page of `rows`, of which one more than `limit` was asked for: the extra row tells that there are more.
 * @param positionOf  what the list is sorted by, unique for each row.
 */
export function pageFrom<Row>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => readonly unknown[],
): Page<Row> {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  return {
    data,
    nextCursor: rows.length > limit && last ? encode(positionOf(last)) : null,
  }
}

const encode = (position: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown
  } catch {
    return undefined
  }
}
