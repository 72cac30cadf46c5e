import type { ChatMessage } from '../simulator-api/wire-types.ts'
import type { Draft } from './draft.ts'
import { createStore } from './create-store.ts'

export interface ChatKey {
  personId: string
  phoneNumberId: string
}

export interface ThreadEntry {
  /** Stays the same when an optimistic message gets its wamid, so that its bubble is not drawn anew. */
  key: string
  message: ChatMessage
  /** What to send again when sending failed; null for everything that came from the simulator. */
  draft: Draft | null
  /** Why sending failed, as a sentence. */
  failure: string | null
}

export interface Thread {
  phase: 'loading' | 'ready' | 'failed'
  entries: readonly ThreadEntry[]
  /** Own messages announced while one is still being sent: they may be that very one, under its wamid. */
  held: readonly ChatMessage[]
  hasOlder: boolean
  isLoadingOlder: boolean
  /** Whether the business is shown typing. */
  isTyping: boolean
}

export const emptyThread: Thread = {
  phase: 'loading',
  entries: [],
  held: [],
  hasOlder: false,
  isLoadingOlder: false,
  isTyping: false,
}

export const threadStore = createStore<Readonly<Record<string, Thread>>>({})

export function threadId(chat: ChatKey): string {
  return `${chat.personId} ${chat.phoneNumberId}`
}

export function threadOf(chat: ChatKey): Thread {
  return threadStore.get()[threadId(chat)] ?? emptyThread
}

export function isThreadLoaded(chat: ChatKey): boolean {
  return threadStore.get()[threadId(chat)] !== undefined
}

export function changeThread(chat: ChatKey, change: (thread: Thread) => Thread): void {
  threadStore.set((threads) => {
    const id = threadId(chat)
    const before = threads[id] ?? emptyThread
    const after = change(before)
    return after === before ? threads : { ...threads, [id]: after }
  })
}

export function entryOf(message: ChatMessage): ThreadEntry {
  return { key: message.id, message, draft: null, failure: null }
}
