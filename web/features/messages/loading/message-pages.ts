import type { Message } from '#shared/contracts/message.ts'
import type { Page } from '#shared/contracts/page.ts'
import { textAt } from '../content.ts'

/** Pages as the server gives them: newest message first, and so are the pages. */
export type MessagePages = Page<Message>[]

/** The id of the message that this one changes; null for a message that stands for itself. */
export function changedBy({ type, content }: Pick<Message, 'type' | 'content'>): string | null {
  if (type === 'reaction') return textAt(content, 'reaction', 'message_id')
  if (type === 'edit' || type === 'revoke') return textAt(content, type, 'original_message_id')
  return null
}

/** All loaded messages, oldest first. */
export const chronological = (pages: MessagePages): Message[] =>
  pages.flatMap((page) => page.data).toReversed()

/**
 * Puts one message's new state in, or adds it at its place by time. A message older than everything loaded is left
 * out while there are older pages to come: it arrives with them.
 */
export function upsertMessage(pages: MessagePages, message: Message): MessagePages {
  if (pages.some((page) => page.data.some(({ id }) => id === message.id)))
    return pages.map((page) => ({
      ...page,
      data: page.data.map((old) => (old.id === message.id ? newerOf(old, message) : old)),
    }))
  for (const [pageIndex, page] of pages.entries()) {
    const at = page.data.findIndex((other) => other.occurredAt <= message.occurredAt)
    if (at !== -1) return replacePage(pages, pageIndex, page.data.toSpliced(at, 0, message))
  }
  const last = pages.at(-1)
  if (last === undefined || last.nextCursor !== null) return pages
  return replacePage(pages, pages.length - 1, [...last.data, message])
}

/**
 * Merges a freshly fetched newest page into what is loaded.
 * @returns only the fresh page when the two do not touch: messages between them are unknown.
 */
export function mergeNewest(pages: MessagePages, newest: Page<Message>): MessagePages {
  const loaded = new Set(pages.flatMap((page) => page.data.map(({ id }) => id)))
  const touches = newest.data.some(({ id }) => loaded.has(id))
  if (!touches || pages.length === 0) return [newest]
  // Oldest first, so that messages of the same moment keep the server's order.
  return newest.data.toReversed().reduce(upsertMessage, pages)
}

function replacePage(pages: MessagePages, index: number, data: Message[]): MessagePages {
  return pages.map((page, pageIndex) => (pageIndex === index ? { ...page, data } : page))
}

const RANK: Record<Message['status'], number> = {
  received: 9,
  queued: 0,
  sending: 1,
  unknown: 2,
  accepted: 3,
  sent: 4,
  failed: 5,
  delivered: 6,
  read: 7,
  played: 8,
}

/** Answers overtake each other on the way: one that shows fewer ticks than are on screen is an older one. */
function newerOf(shown: Message, fetched: Message): Message {
  return RANK[fetched.status] < RANK[shown.status] ? shown : fetched
}
