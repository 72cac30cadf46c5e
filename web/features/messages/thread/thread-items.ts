import type { Note } from '#shared/contracts/conversation.ts'
import type { Message } from '#shared/contracts/message.ts'
import { dayKey } from '../time/time-words.ts'

/** Bubbles of one author this close together form a group: one author line, one tail. */
const GROUP_GAP_MS = 5 * 60_000

export type ThreadItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string; count: number }
  | { kind: 'system'; key: string; message: Message }
  | { kind: 'note'; key: string; note: Note }
  | {
      kind: 'message'
      key: string
      message: Message
      /** The first of its group carries the author line, the last one the tail. */
      isGroupStart: boolean
      isGroupEnd: boolean
    }

export type ThreadSource = {
  /** Oldest first; local messages that the server has not answered yet stand at the end. */
  messages: Message[]
  notes: Note[]
  /** There are older messages not loaded: notes older than what is loaded wait for them. */
  hasOlder: boolean
  /** The first message below the "New messages" line, and how many there are. */
  unread: { fromId: string; count: number } | null
  /** A name that stays with a message from its optimistic start to the server's answer. */
  keyOf: (message: Message) => string
}

/** Puts messages and notes in the order of time and adds day and unread lines and the grouping. */
export function threadItems(source: ThreadSource): ThreadItem[] {
  const items: ThreadItem[] = []
  let day = ''
  for (const entry of inOrder(source)) {
    const at = 'text' in entry && 'createdAt' in entry ? entry.createdAt : entry.occurredAt
    const nextDay = dayKey(at)
    if (nextDay !== day) {
      day = nextDay
      items.push({ kind: 'day', key: `day ${day}`, at })
    }
    if ('createdAt' in entry) {
      items.push({ kind: 'note', key: `note ${entry.id}`, note: entry })
      continue
    }
    if (source.unread?.fromId === entry.id)
      items.push({ kind: 'unread', key: `unread ${entry.id}`, count: source.unread.count })
    const key = source.keyOf(entry)
    if (entry.type === 'system') items.push({ kind: 'system', key, message: entry })
    else items.push({ kind: 'message', key, message: entry, isGroupStart: true, isGroupEnd: true })
  }
  joinGroups(items)
  return items
}

function inOrder({ messages, notes, hasOlder }: ThreadSource): (Message | Note)[] {
  const oldest = messages[0]?.occurredAt
  const shown =
    hasOlder && oldest !== undefined ? notes.filter((note) => note.createdAt >= oldest) : notes
  const merged: (Message | Note)[] = []
  let next = 0
  const byTime = shown.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
  for (const message of messages) {
    for (
      let note = byTime[next];
      note && note.createdAt < message.occurredAt;
      note = byTime[next]
    ) {
      merged.push(note)
      next += 1
    }
    merged.push(message)
  }
  return [...merged, ...byTime.slice(next)]
}

function joinGroups(items: ThreadItem[]): void {
  for (const [index, item] of items.entries()) {
    const previous = items[index - 1]
    if (item.kind !== 'message' || previous?.kind !== 'message') continue
    if (!belongTogether(previous.message, item.message)) continue
    previous.isGroupEnd = false
    item.isGroupStart = false
  }
}

function belongTogether(a: Message, b: Message): boolean {
  const gapMs = Date.parse(b.occurredAt) - Date.parse(a.occurredAt)
  return (
    a.direction === b.direction &&
    a.author.kind === b.author.kind &&
    a.author.id === b.author.id &&
    a.author.name === b.author.name &&
    gapMs < GROUP_GAP_MS
  )
}

/**
 * Where the unread line stands: above the oldest of the newest `unreadCount` inbound messages.
 * Null when nothing is unread. With fewer messages loaded than are unread, the line stands above the first loaded one.
 */
export function unreadStart(
  messages: Message[],
  unreadCount: number,
): { fromId: string; count: number } | null {
  let left = unreadCount
  let fromId: string | null = null
  for (const message of messages.toReversed()) {
    if (left === 0) break
    if (message.direction !== 'inbound') continue
    fromId = message.id
    left -= 1
  }
  return fromId === null ? null : { fromId, count: unreadCount }
}
