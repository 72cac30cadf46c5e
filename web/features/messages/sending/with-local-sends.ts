import type { Message } from '#shared/contracts/message.ts'
import { valueAt } from '../content.ts'
import type { LocalSend } from './local-send.ts'

/** A live hint may bring the server's message before our own request was answered; clocks may differ a little. */
const SAME_MOMENT_MS = 30_000

/** The thread with what is still on its way at its end, each message once. */
export function withLocalSends(messages: Message[], sends: LocalSend[]): Message[] {
  if (sends.length === 0) return messages
  const taken = new Set<string>()
  const waiting = sends.filter((send) => {
    if (send.state !== 'sending') return true
    const twin = messages.find((message) => !taken.has(message.id) && isTwin(message, send.message))
    if (twin !== undefined) taken.add(twin.id)
    return twin === undefined
  })
  return [...messages, ...waiting.map((send) => send.message)]
}

function isTwin(message: Message, local: Message): boolean {
  if (message.direction !== 'outbound' || message.type !== local.type) return false
  if (message.author.kind !== 'member' || message.author.id !== local.author.id) return false
  const apartMs = Date.parse(message.occurredAt) - Date.parse(local.occurredAt)
  if (apartMs < -1_000 || apartMs > SAME_MOMENT_MS) return false
  if (message.type === 'text')
    return valueAt(message.content, 'text', 'body') === valueAt(local.content, 'text', 'body')
  return (
    message.media?.sizeBytes === local.media?.sizeBytes &&
    message.media?.fileName === local.media?.fileName
  )
}
