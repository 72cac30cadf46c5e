import type { ChatMessage, MessageStatus } from '../simulator-api/wire-types.ts'
import { entryOf, type Thread, type ThreadEntry } from './thread-store.ts'

/** Puts messages from the simulator into a thread: known ones are replaced, new ones sorted in by time. */
export function mergeMessages(thread: Thread, messages: readonly ChatMessage[]): Thread {
  const isSending = thread.entries.some((entry) => entry.message.status === 'pending')
  const known = new Map(thread.entries.map((entry) => [entry.message.id, entry]))
  const held = [...thread.held]
  for (const message of messages) {
    const before = known.get(message.id)
    if (before !== undefined)
      known.set(message.id, { ...before, message: newerOf(before, message) })
    else if (isSending && message.direction === 'to_business') held.push(message)
    else known.set(message.id, entryOf(message))
  }
  return { ...thread, entries: inOrder([...known.values()]), held }
}

/** Gives an optimistic message its wamid, then lets in what was held back meanwhile. */
export function settleSending(
  thread: Thread,
  key: string,
  sent: { id: string; timestampMs: number },
): Thread {
  const announced = thread.held.find((message) => message.id === sent.id)
  const entries = thread.entries.map((entry) => {
    if (entry.key !== key) return entry
    const own: ChatMessage = { ...entry.message, ...sent, status: 'sent' }
    const message = announced === undefined ? own : keepPreview(entry, announced)
    return { key, message, draft: null, failure: null }
  })
  const rest = thread.held.filter((message) => message.id !== sent.id)
  return releaseHeld({ ...thread, entries: inOrder(entries), held: rest })
}

/** Changes one message wherever it is: on the screen, or held back while it is still being sent. */
export function changeMessage(
  thread: Thread,
  wamid: string,
  change: (message: ChatMessage) => ChatMessage,
): Thread {
  const changed = (message: ChatMessage) => (message.id === wamid ? change(message) : message)
  return {
    ...thread,
    entries: thread.entries.map((entry) => {
      const message = changed(entry.message)
      return message === entry.message ? entry : { ...entry, message }
    }),
    held: thread.held.map(changed),
  }
}

/** Lets held messages in, unless another one is still being sent: then they go on waiting. */
export function releaseHeld(thread: Thread): Thread {
  return mergeMessages({ ...thread, held: [] }, thread.held)
}

const rank: Record<MessageStatus, number> = {
  pending: 0,
  failed: 1,
  sent: 2,
  delivered: 3,
  read: 4,
  played: 5,
}

export function laterStatus(before: MessageStatus, after: MessageStatus): MessageStatus {
  return rank[after] >= rank[before] ? after : before
}

/** Ticks never go back: a page loaded late may be older than an event that was applied. */
function newerOf(before: ThreadEntry, message: ChatMessage): ChatMessage {
  const status = laterStatus(before.message.status, message.status)
  return keepPreview(before, { ...message, status })
}

/** A file sent from here stays shown from memory: fetching it back would make the bubble flicker. */
function keepPreview(before: ThreadEntry, message: ChatMessage): ChatMessage {
  const { mediaUrl } = before.message
  return mediaUrl?.startsWith('blob:') === true ? { ...message, mediaUrl } : message
}

function inOrder(entries: ThreadEntry[]): ThreadEntry[] {
  // Sorting is stable: equal times keep the order of arrival.
  return entries.sort((a, b) => a.message.timestampMs - b.message.timestampMs)
}
