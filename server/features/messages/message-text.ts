import { orderWords } from './order-words.ts'
import { listAt, objectAt, textAt, valueAt, type RawObject } from './raw-content.ts'
import type { RenderedTemplate } from './message-envelope.ts'

/**
 * Any message in words: for screen readers, previews and notifications. What people wrote comes whole; other
 * kinds are named ("Photo", "Voice message", "Order · 3 items · ₹2,340").
 * @param type  Meta's message type; unknown ones are named as they came.
 * @param message  Meta's message object, inbound or outbound.
 * @param rendered  the filled-in template, when `type` is `template`.
 */
export function messageText(
  type: string,
  message: RawObject,
  rendered?: RenderedTemplate | null,
): string {
  switch (type) {
    case 'text':
      return textAt(message, 'text', 'body') ?? 'Empty message'
    case 'image':
      return named('Photo', textAt(message, 'image', 'caption'))
    case 'video':
      return named('Video', textAt(message, 'video', 'caption'))
    case 'audio':
      return valueAt(message, 'audio', 'voice') === true ? 'Voice message' : 'Audio'
    case 'document':
      return named(
        textAt(message, 'document', 'filename') ?? 'Document',
        textAt(message, 'document', 'caption'),
      )
    case 'sticker':
      return 'Sticker'
    case 'location':
      return named('Location', locationWords(message))
    case 'contacts':
      return named('Contact', contactNames(message).join(', '))
    case 'order':
      return orderWords(message)
    case 'button':
      return textAt(message, 'button', 'text') ?? textAt(message, 'button', 'payload') ?? 'Button'
    case 'interactive':
      return interactiveWords(objectAt(message, 'interactive'))
    case 'template':
      return rendered
        ? [rendered.header, rendered.body].filter(Boolean).join('\n')
        : named('Template', textAt(message, 'template', 'name'))
    case 'reaction':
      return reactionWords(message)
    case 'system':
      return textAt(message, 'system', 'body') ?? 'System message'
    case 'edit':
      return 'Edited a message'
    case 'revoke':
      return 'Deleted a message'
    default:
      return unsupportedWords(type, message)
  }
}

const previewLength = 160

/** One line for lists and quotes: `messageText` without line breaks, cut between characters. */
export function messagePreview(
  type: string,
  message: RawObject,
  rendered?: RenderedTemplate | null,
): string {
  const line = messageText(type, message, rendered).replace(/\s+/gu, ' ').trim()
  const characters = [...line.slice(0, previewLength * 4)]
  return characters.length <= previewLength
    ? line
    : `${characters
        .slice(0, previewLength - 1)
        .join('')
        .trimEnd()}…`
}

const named = (kind: string, words: string | null): string => (words ? `${kind}: ${words}` : kind)

const locationWords = (message: RawObject): string | null =>
  textAt(message, 'location', 'name') ?? textAt(message, 'location', 'address')

/** The names on shared contact cards; nearly all parts of a card may be missing. */
export const contactNames = (message: RawObject): string[] =>
  listAt(message, 'contacts').flatMap((card) => {
    const parts = [textAt(card, 'name', 'first_name'), textAt(card, 'name', 'last_name')]
    const name =
      textAt(card, 'name', 'formatted_name') ??
      (parts.filter(Boolean).join(' ') ||
        (textAt(card, 'org', 'company') ?? textAt(card, 'phones', 0, 'phone')))
    return name ? [name] : []
  })

function interactiveWords(interactive: RawObject | null): string {
  switch (textAt(interactive, 'type')) {
    case 'button_reply':
      return textAt(interactive, 'button_reply', 'title') ?? 'Button'
    case 'list_reply':
      return textAt(interactive, 'list_reply', 'title') ?? 'List choice'
    case 'nfm_reply':
      return textAt(interactive, 'nfm_reply', 'name') === 'address_message'
        ? 'Address'
        : 'Form answered'
    case 'call_permission_reply':
      return textAt(interactive, 'call_permission_reply', 'response') === 'accept'
        ? 'Calls allowed'
        : 'Calls declined'
    case null:
      return 'Interactive message'
    default:
      // What we send: buttons, lists, products, flows, call-to-action links all carry their words in `body`.
      return textAt(interactive, 'body', 'text') ?? 'Interactive message'
  }
}

function reactionWords(message: RawObject): string {
  const emoji = textAt(message, 'reaction', 'emoji')
  return emoji ? `Reacted ${emoji}` : 'Took a reaction back'
}

function unsupportedWords(type: string, message: RawObject): string {
  const kind = textAt(message, 'unsupported', 'type') ?? (type === 'unsupported' ? null : type)
  return kind ? `Unsupported message (${kind})` : 'Unsupported message'
}
