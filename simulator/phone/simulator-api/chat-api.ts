import { readMessage, type RawMessage } from './read-message.ts'
import { getJson, sendForm, sendJson } from './request.ts'
import type { Chat, ChatMessage } from './wire-types.ts'

export interface ChatAddress {
  personId: string
  phoneNumberId: string
}

export interface RawChat {
  phoneNumberId: string
  businessName: string
  lastMessage: RawMessage | null
  unread: number
  windowClosesAt: number | string | null
  stoppedMarketing?: boolean
  blocked?: boolean
}

export interface SentMessage {
  id: string
  timestampMs: number
}

export interface UploadedMedia {
  mediaId: string
  mime: string
  sizeBytes: number
}

export const pageSize = 60

function pathOf(chat: ChatAddress): string {
  const person = encodeURIComponent(chat.personId)
  return `/people/${person}/chats/${encodeURIComponent(chat.phoneNumberId)}`
}

function messagePath(chat: ChatAddress, wamid: string): string {
  return `${pathOf(chat)}/messages/${encodeURIComponent(wamid)}`
}

export async function listChats(personId: string): Promise<Chat[]> {
  const path = `/people/${encodeURIComponent(personId)}/chats`
  const answer = await getJson<RawChat[] | { chats: RawChat[] }>(path)
  const chats = Array.isArray(answer) ? answer : answer.chats
  return chats.map(readChat)
}

export function readChat(raw: RawChat): Chat {
  return {
    phoneNumberId: raw.phoneNumberId,
    businessName: raw.businessName,
    lastMessage: raw.lastMessage === null ? null : readMessage(raw.lastMessage),
    unread: raw.unread,
    windowClosesAtMs: raw.windowClosesAt === null ? null : new Date(raw.windowClosesAt).getTime(),
    stoppedMarketing: raw.stoppedMarketing === true,
    blocked: raw.blocked === true,
  }
}

/** A page of messages, oldest first; `before` is the wamid that the page ends in front of. */
export async function listMessages(chat: ChatAddress, before?: string): Promise<ChatMessage[]> {
  const query = new URLSearchParams({ limit: String(pageSize) })
  if (before !== undefined) query.set('before', before)
  const path = `${pathOf(chat)}/messages?${query.toString()}`
  const answer = await getJson<RawMessage[] | { messages: RawMessage[] }>(path)
  const messages = Array.isArray(answer) ? answer : answer.messages
  return messages.map(readMessage)
}

export function postMessage(chat: ChatAddress, body: unknown): Promise<SentMessage> {
  return sendJson('POST', `${pathOf(chat)}/messages`, body)
}

export function uploadMedia(file: Blob, filename: string): Promise<UploadedMedia> {
  const form = new FormData()
  form.append('file', file, filename)
  return sendForm('/media', form)
}

export async function editMessage(chat: ChatAddress, wamid: string, text: string): Promise<void> {
  await sendJson('POST', `${messagePath(chat, wamid)}/edit`, { text })
}

export async function revokeMessage(chat: ChatAddress, wamid: string): Promise<void> {
  await sendJson('POST', `${messagePath(chat, wamid)}/revoke`)
}

export async function reportPlayed(chat: ChatAddress, wamid: string): Promise<void> {
  await sendJson('POST', `${messagePath(chat, wamid)}/played`)
}

export interface ChatWish {
  marketing?: 'stop' | 'resume'
  blocked?: boolean
}

export async function changeChat(chat: ChatAddress, wish: ChatWish): Promise<void> {
  await sendJson('PATCH', pathOf(chat), wish)
}

export async function reportRead(chat: ChatAddress): Promise<void> {
  await sendJson('POST', `${pathOf(chat)}/read`)
}
