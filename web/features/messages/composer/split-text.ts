import { TEXT_MAX_CHARACTERS } from './media-limits.ts'

/** Cuts a text too long for one message at the last paragraph, line or word that fits. Short texts stay whole. */
export function splitText(text: string, maxCharacters = TEXT_MAX_CHARACTERS): string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest.length > maxCharacters) {
    const head = rest.slice(0, maxCharacters + 1)
    const cut = ['\n\n', '\n', ' ']
      .map((mark) => head.lastIndexOf(mark))
      // A break in the first half would make needlessly many messages.
      .find((at) => at > maxCharacters / 2)
    const end = cut ?? safeEnd(rest, maxCharacters)
    parts.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return rest === '' ? parts : [...parts, rest]
}

/** Never between the two halves of one character. */
function safeEnd(text: string, end: number): number {
  const unit = text.charCodeAt(end - 1)
  return unit >= 0xd8_00 && unit <= 0xdb_ff ? end - 1 : end
}
