import { listChats } from '../simulator-api/chat-api.ts'
import type { Chat, MessageStatus } from '../simulator-api/wire-types.ts'
import { createStore } from './create-store.ts'

/** The chat lists of the phones that were asked for; absent means not loaded yet. */
export const chatsStore = createStore<Readonly<Record<string, readonly Chat[]>>>({})

const noChats: readonly Chat[] = []

export function chatsOf(chats: Readonly<Record<string, readonly Chat[]>>, personId: string | null) {
  return (personId === null ? undefined : chats[personId]) ?? noChats
}

// One request per phone at a time: what changes while it runs is fetched by one more run after it.
const running = new Map<string, { again: boolean }>()

/** Loads a phone's chat list, newest chat first. Failures leave the old list: the banner tells about them. */
export async function refreshChats(personId: string): Promise<void> {
  const current = running.get(personId)
  if (current !== undefined) {
    current.again = true
    return
  }
  const run = { again: true }
  running.set(personId, run)
  try {
    while (run.again) {
      run.again = false
      const chats = newestFirst(await listChats(personId))
      chatsStore.set((all) => ({ ...all, [personId]: chats }))
    }
  } catch {
    // The event stream notices a lost simulator by itself and loads everything again.
  } finally {
    running.delete(personId)
  }
}

function newestFirst(chats: readonly Chat[]): Chat[] {
  return chats.toSorted(
    (a, b) => (b.lastMessage?.timestampMs ?? 0) - (a.lastMessage?.timestampMs ?? 0),
  )
}

/** Takes one chat of a loaded list as the simulator announced it. */
export function putChat(personId: string, chat: Chat): void {
  chatsStore.set((all) => {
    const chats = all[personId]
    if (chats === undefined) return all
    const others = chats.filter((known) => known.phoneNumberId !== chat.phoneNumberId)
    return { ...all, [personId]: newestFirst([chat, ...others]) }
  })
}

/** Brings the ticks in the chat list up to date. */
export function setLastStatus(
  personId: string,
  wamid: string,
  change: (status: MessageStatus) => MessageStatus,
): void {
  chatsStore.set((all) => {
    const chats = all[personId] ?? noChats
    if (!chats.some((chat) => chat.lastMessage?.id === wamid)) return all
    const changed = chats.map((chat) => {
      const last = chat.lastMessage
      if (last?.id !== wamid) return chat
      return { ...chat, lastMessage: { ...last, status: change(last.status) } }
    })
    return { ...all, [personId]: changed }
  })
}

const parallelLoads = 4

/** Loads the chat lists of many phones, a few at a time. */
export async function refreshAllChats(personIds: readonly string[]): Promise<void> {
  const waiting = [...personIds]
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await refreshChats(next)
    }
  }
  await Promise.all(Array.from({ length: parallelLoads }, work))
}

export function setUnread(personId: string, phoneNumberId: string, unread: number): void {
  chatsStore.set((all) => {
    const chats = all[personId]
    const chat = chats?.find((known) => known.phoneNumberId === phoneNumberId)
    if (chats === undefined || chat === undefined || chat.unread === unread) return all
    const changed = chats.map((known) => (known === chat ? { ...chat, unread } : known))
    return { ...all, [personId]: changed }
  })
}
