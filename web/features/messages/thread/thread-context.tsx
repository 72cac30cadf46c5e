import { createContext, useContext } from 'react'
import type { Message } from '#shared/contracts/message.ts'

/** What a bubble may ask of the thread around it. */
export type ThreadActions = {
  /** Free-form sending is possible now: replies and reactions are offered. */
  isWindowOpen: boolean
  contactName: string
  openMedia: (mediaId: string) => void
  jumpTo: (messageId: string) => void
  reply: (message: Message) => void
  react: (message: Message, emoji: string) => void
  showInfo: (message: Message) => void
  retry: (message: Message) => void
}

const ThreadContext = createContext<ThreadActions | null>(null)

export const ThreadActionsProvider = ThreadContext.Provider

export function useThreadActions(): ThreadActions {
  const actions = useContext(ThreadContext)
  if (actions === null) throw new Error('a bubble needs a thread around it')
  return actions
}
