import type { ChatMessage } from '../simulator-api/wire-types.ts'
import { Meta } from './meta.tsx'
import { metaPlacement } from './meta-placement.ts'
import { RichText } from './rich-text.tsx'

const onlyEmoji = /^(?:\p{Extended_Pictographic}\uFE0F?\s*){1,3}$/u

/** A text or caption, with room for time and ticks at the end of its last line. */
export function TextBody({ text, message }: { text: string; message: ChatMessage }) {
  const space = metaPlacement(message) === 'corner' ? <Meta message={message} isSpace /> : null
  const size = onlyEmoji.test(text) ? 'text-4xl leading-tight' : ''
  return <RichText text={text} end={space} className={`px-1.5 py-0.5 ${size}`} />
}
