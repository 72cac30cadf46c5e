import { createKeyedStore, useKeyed } from '../keyed-store.ts'

const written = createKeyedStore<string | null>(null)

/** The note last written from this tab. Others', and one's own from other tabs, do not count. */
export const useWrittenNote = (conversationId: string): string | null =>
  useKeyed(written, conversationId)

export const rememberWrittenNote = (conversationId: string, noteId: string): void =>
  written.change(conversationId, () => noteId)
