import type { ChatMessage, MessageOf } from '../simulator-api/wire-types.ts'
import { filledTemplate } from './filled-template.ts'

/** One line that stands for a message: in lists, quotes and labels for screen readers. */
export function summaryOf(message: ChatMessage): string {
  if (message.revoked) return 'This message was deleted'
  switch (message.type) {
    case 'text':
      return message.content.body
    case 'image':
      return message.content.caption ?? 'Photo'
    case 'video':
      return message.content.caption ?? 'Video'
    case 'audio':
      return message.content.voice === true ? 'Voice message' : 'Audio'
    case 'document':
      return message.content.caption ?? message.content.filename ?? 'Document'
    case 'sticker':
      return 'Sticker'
    case 'location':
      return message.content.name ?? 'Location'
    case 'contacts':
      return message.content[0]?.name?.formatted_name ?? 'Contact'
    case 'interactive':
      return interactiveSummary(message.content)
    case 'template':
      return filledTemplate(message.content, message.rendered).body
    case 'button':
      return message.content.text
    case 'order':
      return `Order · ${message.content.product_items.length} items`
    case 'system':
      return message.content.body ?? 'System message'
    case 'unsupported':
      return 'This phone cannot show this message'
  }
}

type Interactive = MessageOf<'interactive'>['content']

function interactiveSummary(content: Interactive): string {
  if (content.button_reply !== undefined) return content.button_reply.title
  if (content.list_reply !== undefined) return content.list_reply.title
  if (content.nfm_reply !== undefined) return content.nfm_reply.body ?? 'Form sent'
  if (content.call_permission_reply !== undefined) {
    return content.call_permission_reply.response === 'accept'
      ? 'Calls allowed'
      : 'Calls not allowed'
  }
  return content.body?.text ?? 'Message with buttons'
}
