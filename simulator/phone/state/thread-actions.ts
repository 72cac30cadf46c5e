import * as api from '../simulator-api/chat-api.ts'
import type { ChatMessage, Reaction } from '../simulator-api/wire-types.ts'
import { setUnread } from './chats-store.ts'
import { changeMessage, mergeMessages } from './merge-messages.ts'
import { changeThread, isThreadLoaded, threadOf, type ChatKey } from './thread-store.ts'

/** Loads the newest page of a chat; messages already on the screen stay there. */
export async function loadThread(chat: ChatKey): Promise<void> {
  if (!isThreadLoaded(chat)) changeThread(chat, (thread) => ({ ...thread, phase: 'loading' }))
  try {
    const page = await api.listMessages(chat)
    changeThread(chat, (thread) => {
      const wasReady = thread.phase === 'ready'
      const hasOlder = wasReady ? thread.hasOlder : page.length >= api.pageSize
      return { ...mergeMessages(thread, page), phase: 'ready', hasOlder }
    })
  } catch {
    changeThread(chat, (thread) =>
      thread.phase === 'ready' ? thread : { ...thread, phase: 'failed' },
    )
  }
}

export async function loadOlder(chat: ChatKey): Promise<void> {
  const thread = threadOf(chat)
  const oldest = thread.entries[0]
  if (!thread.hasOlder || thread.isLoadingOlder || oldest === undefined) return
  changeThread(chat, (now) => ({ ...now, isLoadingOlder: true }))
  try {
    const page = await api.listMessages(chat, oldest.message.id)
    const hasOlder = page.length >= api.pageSize
    changeThread(chat, (now) => ({ ...mergeMessages(now, page), isLoadingOlder: false, hasOlder }))
  } catch {
    changeThread(chat, (now) => ({ ...now, isLoadingOlder: false }))
  }
}

/** Tells the business that the person has seen the chat. */
export async function markRead(chat: ChatKey): Promise<void> {
  setUnread(chat.personId, chat.phoneNumberId, 0)
  await api.reportRead(chat)
}

/** Shows the change at once and takes it back if the simulator refuses. The refusal is passed on to be told. */
async function changeAhead(
  chat: ChatKey,
  wamid: string,
  change: (message: ChatMessage) => ChatMessage,
  request: () => Promise<unknown>,
): Promise<void> {
  const before = threadOf(chat).entries.find((entry) => entry.message.id === wamid)?.message
  replaceMessage(chat, wamid, change)
  try {
    await request()
  } catch (error) {
    if (before !== undefined) replaceMessage(chat, wamid, () => before)
    throw error
  }
}

export function replaceMessage(
  chat: ChatKey,
  wamid: string,
  change: (message: ChatMessage) => ChatMessage,
): void {
  changeThread(chat, (thread) => changeMessage(thread, wamid, change))
}

/** Each side has one reaction to a message: a new one takes the old one's place, an empty one removes it. */
export function withReaction(
  reactions: readonly Reaction[],
  from: Reaction['from'],
  emoji: string,
): Reaction[] {
  const others = reactions.filter((reaction) => reaction.from !== from)
  return emoji === '' ? others : [...others, { from, emoji }]
}

/** Sets the person's reaction; an empty emoji removes it. */
export function react(chat: ChatKey, wamid: string, emoji: string): Promise<void> {
  const reacted = (message: ChatMessage): ChatMessage => ({
    ...message,
    reactions: withReaction(message.reactions, 'person', emoji),
  })
  const body = { type: 'reaction', reaction: { message_id: wamid, emoji } }
  return changeAhead(chat, wamid, reacted, () => api.postMessage(chat, body))
}

/** Replaces the text of a message, or the caption of its file. */
export function edit(chat: ChatKey, wamid: string, text: string): Promise<void> {
  return changeAhead(
    chat,
    wamid,
    (message) => withText(message, text),
    () => api.editMessage(chat, wamid, text),
  )
}

function withText(message: ChatMessage, text: string): ChatMessage {
  if (message.type === 'text') return { ...message, content: { body: text }, edited: true }
  if (message.type === 'image' || message.type === 'video' || message.type === 'document') {
    return { ...message, content: { ...message.content, caption: text }, edited: true }
  }
  return message
}

export function revoke(chat: ChatKey, wamid: string): Promise<void> {
  const withdrawn = (message: ChatMessage): ChatMessage => ({ ...message, revoked: true })
  return changeAhead(chat, wamid, withdrawn, () => api.revokeMessage(chat, wamid))
}

export function markPlayed(chat: ChatKey, wamid: string): Promise<void> {
  const played = (message: ChatMessage): ChatMessage => ({ ...message, status: 'played' })
  return changeAhead(chat, wamid, played, () => api.reportPlayed(chat, wamid))
}
