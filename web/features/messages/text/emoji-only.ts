const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const EMOJI = /^\p{RGI_Emoji}$/v
const LONGEST = 64

/** How many emoji a text consists of; 0 when it holds anything else or more than three. Such texts are shown large. */
export function emojiOnlyCount(text: string): 0 | 1 | 2 | 3 {
  const compact = text.replace(/\s/g, '')
  if (compact === '' || compact.length > LONGEST) return 0
  let count = 0
  for (const { segment } of segmenter.segment(compact)) {
    // U+FE0F asks for the coloured picture: "❤" is typed with and without it.
    if (!EMOJI.test(segment) && !EMOJI.test(`${segment}\uFE0F`)) return 0
    count += 1
  }
  return count === 1 || count === 2 || count === 3 ? count : 0
}
