import { threadId, type ChatKey } from '../state/thread-store.ts'

// What was typed and not sent waits in its chat, as long as the page is open.
const unsent = new Map<string, string>()

export function unsentText(chat: ChatKey): string {
  return unsent.get(threadId(chat)) ?? ''
}

export function rememberUnsent(chat: ChatKey, text: string): void {
  unsent.set(threadId(chat), text)
}

export function forgetUnsent(chat: ChatKey): void {
  unsent.delete(threadId(chat))
}
