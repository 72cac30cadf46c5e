import { highlightParts } from '../highlight-parts.ts'

/** Text with the searched words marked. */
export function Highlighted({ text, words }: { text: string; words: string }) {
  if (words === '') return text
  return highlightParts(text, words).map((part) =>
    part.isMatch ? (
      <mark key={part.at} className="rounded-[3px] bg-tint-amber text-tint-amber-ink">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  )
}
