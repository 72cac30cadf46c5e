/** Up to two initials, one in scripts without capitals, whose letters join or stand for words; none for numbers. */
export function initialsOf(name: string): string {
  const words = name
    .replaceAll(/[^\p{L}\p{M}\p{N}\s'-]/gu, ' ')
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word))
  const first = words[0]
  if (first === undefined) return ''
  const hasCapitals = first.toUpperCase() !== first.toLowerCase()
  const last = hasCapitals && words.length > 1 ? words.at(-1) : undefined
  return [first, last].map((word) => (word === undefined ? '' : firstGrapheme(word))).join('')
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

const firstGrapheme = (word: string) =>
  graphemes.segment(word)[Symbol.iterator]().next().value?.segment.toUpperCase() ?? ''
