import { textAt } from '../content.ts'
import { emojiOnlyCount } from '../text/emoji-only.ts'
import { FormattedText } from '../text/formatted-text.tsx'
import type { KindProps } from './kind-props.ts'

export const textBodyOf = (message: KindProps['message']): string =>
  textAt(message.content, 'text', 'body') ?? message.text

export function TextMessage({ message, meta }: KindProps) {
  return (
    <div className="px-3 py-2">
      <FormattedText text={textBodyOf(message)} trailing={meta} />
    </div>
  )
}

const EMOJI_SIZES = { 0: '', 1: 'text-[3rem]', 2: 'text-[2.5rem]', 3: 'text-[2.25rem]' }

/** One to three emoji stand large and without a bubble. */
export function EmojiMessage({ message, meta }: KindProps) {
  const body = textBodyOf(message)
  return (
    <div
      className={`flex flex-col gap-1 ${message.direction === 'outbound' ? 'items-end' : 'items-start'}`}
    >
      <p className={`leading-tight ${EMOJI_SIZES[emojiOnlyCount(body)]}`}>{body}</p>
      <span className="rounded-full border border-line bg-panel px-2 py-0.5">{meta}</span>
    </div>
  )
}
