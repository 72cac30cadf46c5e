import { readChat, type RawChat } from '../simulator-api/chat-api.ts'
import type { EventName } from '../simulator-api/events.ts'
import { readMessage, type RawMessage } from '../simulator-api/read-message.ts'
import type { MessageStatus, Person, Reaction } from '../simulator-api/wire-types.ts'
import { putChat, refreshChats, setLastStatus } from './chats-store.ts'
import { laterStatus, mergeMessages } from './merge-messages.ts'
import { putPerson, simulatorStore } from './simulator-store.ts'
import { replaceMessage, withReaction } from './thread-actions.ts'
import { changeThread, isThreadLoaded, type ChatKey } from './thread-store.ts'

interface StatusEvent extends ChatKey {
  wamid: string
  status: MessageStatus
}

interface ReactionEvent extends ChatKey {
  wamid: string
  from: Reaction['from']
  emoji: string | null
}

/** Brings the page up to date with one live event. */
export function applyEvent(name: EventName, data: Record<string, unknown>): void {
  switch (name) {
    case 'clock':
      return applyClock(data as { offsetMs: number })
    case 'person':
      return applyPerson(data as { person: Person })
    case 'typing':
      return applyTyping(data as unknown as ChatKey & { typing: boolean })
    case 'message':
      return applyMessage(data as unknown as ChatKey & { message: RawMessage })
    case 'status':
      return applyStatus(data as unknown as StatusEvent)
    case 'reaction':
      return applyReaction(data as unknown as ReactionEvent)
    case 'chat':
      return applyChat(data as unknown as ChatKey & { chat: RawChat })
  }
}

function applyClock({ offsetMs }: { offsetMs: number }): void {
  simulatorStore.set((view) => ({
    ...view,
    clockOffsetMs: offsetMs,
    aheadOfBrowserMs: view.aheadOfBrowserMs + offsetMs - view.clockOffsetMs,
  }))
}

function applyPerson({ person }: { person: Person }): void {
  putPerson(person)
  void refreshChats(person.id)
}

function applyTyping(event: ChatKey & { typing: boolean }): void {
  if (!isThreadLoaded(event)) return
  changeThread(event, (thread) => ({ ...thread, isTyping: event.typing }))
}

function applyChat(event: ChatKey & { chat: RawChat }): void {
  putChat(event.personId, readChat(event.chat))
}

function applyMessage(event: ChatKey & { message: RawMessage }): void {
  if (!isThreadLoaded(event)) return
  const message = readMessage(event.message)
  changeThread(event, (thread) => ({
    ...mergeMessages(thread, [message]),
    isTyping: message.direction === 'to_business' && thread.isTyping,
  }))
}

function applyStatus(event: StatusEvent): void {
  const later = (status: MessageStatus) => laterStatus(status, event.status)
  setLastStatus(event.personId, event.wamid, later)
  if (!isThreadLoaded(event)) return
  replaceMessage(event, event.wamid, (message) => ({ ...message, status: later(message.status) }))
}

function applyReaction(event: ReactionEvent): void {
  if (!isThreadLoaded(event)) return
  replaceMessage(event, event.wamid, (message) => ({
    ...message,
    reactions: withReaction(message.reactions, event.from, event.emoji ?? ''),
  }))
}
