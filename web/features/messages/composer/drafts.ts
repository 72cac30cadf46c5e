import type { Message } from '#shared/contracts/message.ts'
import { createKeyedStore, useKeyed } from '../keyed-store.ts'
import type { Attachment } from './attachment.ts'

export type ComposerMode = 'reply' | 'note'

export type Draft = {
  mode: ComposerMode
  text: string
  note: string
  replyTo: Message | null
  attachments: Attachment[]
  /** Why the last send did not go out; its text is back in the box. */
  problem: string | null
}

const EMPTY: Draft = {
  mode: 'reply',
  text: '',
  note: '',
  replyTo: null,
  attachments: [],
  problem: null,
}

/** What was typed and attached but not sent, by conversation. In memory only: it is content, and stays off the disk. */
const drafts = createKeyedStore<Draft>(EMPTY)

export const useDraft = (conversationId: string): Draft => useKeyed(drafts, conversationId)
export const draftOf = (conversationId: string): Draft => drafts.get(conversationId)

export function changeDraft(conversationId: string, change: Partial<Draft>): void {
  drafts.change(conversationId, (draft) => ({ ...draft, ...change }))
}

export const isBlank = (draft: Draft): boolean =>
  draft.text.trim() === '' && draft.attachments.length === 0
