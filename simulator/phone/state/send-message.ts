import * as api from '../simulator-api/chat-api.ts'
import { sentenceOf } from '../simulator-api/request.ts'
import { bodyOf, pendingMessage, type Draft } from './draft.ts'
import { releaseHeld, settleSending } from './merge-messages.ts'
import { simulatedNowMs } from './simulator-store.ts'
import { changeThread, threadId, threadOf, type ChatKey, type ThreadEntry } from './thread-store.ts'

// One queue per chat: two messages typed fast must arrive in the order in which they were typed.
const queues = new Map<string, Promise<void>>()
let draftCount = 0

/** Shows the message at once and sends it behind those already on their way. Never rejects: the bubble tells. */
export function send(chat: ChatKey, draft: Draft): Promise<void> {
  draftCount += 1
  const key = `draft-${draftCount}`
  const message = pendingMessage(draft, key, simulatedNowMs())
  const entry: ThreadEntry = { key, message, draft, failure: null }
  changeThread(chat, (thread) => ({ ...thread, entries: [...thread.entries, entry] }))
  return queue(chat, key, draft)
}

export function sendAgain(chat: ChatKey, key: string): Promise<void> {
  const draft = threadOf(chat).entries.find((entry) => entry.key === key)?.draft
  if (draft === null || draft === undefined) return Promise.resolve()
  changeEntry(chat, key, (entry) => ({
    ...entry,
    failure: null,
    message: { ...entry.message, status: 'pending' },
  }))
  return queue(chat, key, draft)
}

/** Takes a message that could not be sent off the screen. */
export function discard(chat: ChatKey, key: string): void {
  changeThread(chat, (thread) => ({
    ...thread,
    entries: thread.entries.filter((entry) => entry.key !== key),
  }))
}

function queue(chat: ChatKey, key: string, draft: Draft): Promise<void> {
  const id = threadId(chat)
  const turn = (queues.get(id) ?? Promise.resolve()).then(() => deliver(chat, key, draft))
  queues.set(id, turn)
  return turn
}

async function deliver(chat: ChatKey, key: string, draft: Draft): Promise<void> {
  try {
    const mediaId =
      draft.type === 'file' ? (await api.uploadMedia(draft.file, draft.filename)).mediaId : null
    const sent = await api.postMessage(chat, bodyOf(draft, mediaId))
    const { id, timestampMs } = sent
    changeThread(chat, (thread) => settleSending(thread, key, { id, timestampMs }))
  } catch (error) {
    changeEntry(chat, key, (entry) => ({
      ...entry,
      failure: sentenceOf(error),
      message: { ...entry.message, status: 'failed' },
    }))
    changeThread(chat, releaseHeld)
  }
}

function changeEntry(chat: ChatKey, key: string, change: (entry: ThreadEntry) => ThreadEntry) {
  changeThread(chat, (thread) => ({
    ...thread,
    entries: thread.entries.map((entry) => (entry.key === key ? change(entry) : entry)),
  }))
}
