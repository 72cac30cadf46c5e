import type { ChatMessage } from '../simulator-api/wire-types.ts'

/** new → reply or edit by a message's menu → new again by sending or giving up. */
export type ComposerMode =
  | { kind: 'new' }
  | { kind: 'reply'; message: ChatMessage }
  | { kind: 'edit'; message: ChatMessage }

/** The text that editing starts from: a message's own, or the caption of its file. */
export function editableText(message: ChatMessage): string {
  if (message.type === 'text') return message.content.body
  return 'caption' in message.content ? (message.content.caption ?? '') : ''
}
