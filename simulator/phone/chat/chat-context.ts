import { createContext, use } from 'react'
import type { BusinessNumber, ChatMessage, Person, MessageOf } from '../simulator-api/wire-types.ts'
import type { ChatKey, ThreadEntry } from '../state/thread-store.ts'

/** What bubbles may ask of the chat they stand in. The functions stay the same while the chat is open. */
export interface ChatContextValue {
  chat: ChatKey
  person: Person
  number: BusinessNumber
  reply: (message: ChatMessage) => void
  startEdit: (message: ChatMessage) => void
  jumpTo: (wamid: string) => void
  openActions: (entry: ThreadEntry, bubble: HTMLElement, startWith: 'menu' | 'emoji') => void
  openViewer: (viewed: ViewedMedia) => void
  openSheet: (sheet: ChatSheet) => void
}

export interface ViewedMedia {
  kind: 'image' | 'video'
  url: string
  caption: string
  title: string
}

/** A card over the chat: the rows of a list message, or a form that answers `repliesTo`. */
export type ChatSheet =
  | { kind: 'list'; message: MessageOf<'interactive'> }
  | { kind: 'products'; message: MessageOf<'interactive'> }
  | { kind: 'location'; repliesTo: string | null }
  | { kind: 'contact'; repliesTo: string | null }

export const ChatContext = createContext<ChatContextValue | null>(null)

export function useChat(): ChatContextValue {
  const value = use(ChatContext)
  if (value === null) throw new Error('A message is drawn outside a chat.')
  return value
}
