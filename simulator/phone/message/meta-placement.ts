import type { ChatMessage } from '../simulator-api/wire-types.ts'
import { isPageDirection } from './text-direction.ts'

/**
 * Where time and ticks stand: in the corner beside the text's last line, over a picture, or on a line below
 * when the text runs against the page and would end under them.
 */
export function metaPlacement(message: ChatMessage): 'corner' | 'overlay' | 'below' {
  if (message.revoked) return 'corner'
  const text = textOf(message)
  if (text !== undefined) return isPageDirection(text) ? 'corner' : 'below'
  return placements[message.type] ?? 'below'
}

const placements: Partial<Record<ChatMessage['type'], 'corner' | 'overlay'>> = {
  image: 'overlay',
  video: 'overlay',
  sticker: 'overlay',
  document: 'corner',
  audio: 'corner',
}

function textOf(message: ChatMessage): string | undefined {
  if (message.type === 'text') return message.content.body
  if (message.type === 'button') return message.content.text
  return 'caption' in message.content ? message.content.caption : undefined
}
