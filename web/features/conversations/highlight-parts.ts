export type HighlightPart = { text: string; isMatch: boolean; at: number }

/** Cuts a text where one of the searched words begins a word of it, as the server's search does. */
export function highlightParts(text: string, search: string): HighlightPart[] {
  const words = search.split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return [{ text, isMatch: false, at: 0 }]
  const longestFirst = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => RegExp.escape(word))
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})`, 'giu')
  const parts: HighlightPart[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > end)
      parts.push({ text: text.slice(end, match.index), isMatch: false, at: end })
    parts.push({ text: match[0], isMatch: true, at: match.index })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({ text: text.slice(end), isMatch: false, at: end })
  return parts
}
