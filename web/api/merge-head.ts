import type { Conversation } from '#shared/contracts/conversation.ts'
import type { Page } from '#shared/contracts/page.ts'

/**
 * Puts a freshly fetched first page in front of pages fetched earlier. The server sorts by last activity, newest
 * first, so the fresh page is the whole truth down to its last row: an older row above that line which it does not
 * name has left the view. Rows below the line stay as they were.
 * @returns the pages to show; only the fresh one when the two do not touch, for then rows between them are unknown.
 */
export function mergeHead(
  head: Page<Conversation>,
  earlier: readonly Page<Conversation>[],
): Page<Conversation>[] {
  const lastFresh = head.data.at(-1)
  if (lastFresh === undefined || head.nextCursor === null) return [head]
  const fresh = new Set(head.data.map((row) => row.id))
  const touches = earlier.some((page) => page.data.some((row) => fresh.has(row.id)))
  if (!touches) return [head]
  const rest = earlier
    .map((page) => ({
      ...page,
      data: page.data.filter(
        (row) => !fresh.has(row.id) && row.lastActivityAt <= lastFresh.lastActivityAt,
      ),
    }))
    .filter((page) => page.data.length > 0)
  return [head, ...rest]
}
