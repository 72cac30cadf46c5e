import {
  columnText,
  isRawObject,
  listAt,
  textAt,
  type RawObject,
  type ReceivedMessage,
} from '../messages/messages.ts'

/**
 * Takes the messages out of a chunk of history. Their place in the chunk stays behind as their ids, so that
 * the chunk can be told from others without holding the contents a second time.
 */
export function unpackHistory(
  history: unknown,
  around: Omit<ReceivedMessage, 'message' | 'contact' | 'origin' | 'thread'>,
  into: (ReceivedMessage & { wamid: string })[],
): unknown {
  if (!Array.isArray(history)) return history
  return history.map((chunk: unknown) => {
    if (!isRawObject(chunk) || !Array.isArray(chunk['threads'])) return chunk
    const threads = (chunk['threads'] as unknown[]).map((thread) => {
      if (!isRawObject(thread) || !Array.isArray(thread['messages'])) return thread
      const { messages, ...about } = thread
      const taken = new Set<unknown>()
      for (const message of listAt({ messages }, 'messages')) {
        const wamid = columnText(textAt(message, 'id'))
        if (wamid === null || columnText(textAt(thread, 'id')) === null) continue
        into.push({ ...around, wamid, message, contact: null, origin: 'history', thread: about })
        taken.add(message)
      }
      return {
        ...about,
        messages: (messages as RawObject[]).map((message) =>
          taken.has(message) ? { id: textAt(message, 'id') } : message,
        ),
      }
    })
    return { ...chunk, threads }
  })
}
