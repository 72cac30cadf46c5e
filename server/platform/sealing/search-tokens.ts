import { createCipheriv } from 'node:crypto'

const shortestPrefix = 2
const longestPrefix = 12
const blockBytes = 16
/** Tokens of one message at most; a novel pasted into a chat stays findable by its first words. */
const mostTokens = 1_500

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/** Words as search sees them: compatibility-normalised, without accents, lower case. */
export function searchWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  const words: string[] = []
  for (const part of segmenter.segment(plain)) if (part.isWordLike) words.push(part.segment)
  return words
}

/**
 * Keyed hashes of every word and word prefix of a text, for a GIN-indexed integer array.
 * One AES call for all tokens (each is one 16-byte block; AES is a keyed permutation of blocks): an
 * HMAC per token cost 200 µs a message. The database sees 32 bits of each and no key.
 * Words are told apart by their first 16 bytes; callers confirm hits on the opened text.
 */
export function messageTokens(searchKey: Buffer, text: string): number[] {
  const tokens = new Set<string>()
  for (const word of searchWords(text)) {
    const characters = [...word]
    for (
      let length = shortestPrefix;
      length <= Math.min(longestPrefix, characters.length);
      length++
    )
      tokens.add(characters.slice(0, length).join(''))
    tokens.add(word)
    if (tokens.size >= mostTokens) break
  }
  return hashTokens(searchKey, [...tokens])
}

/** Hashes that a message must all carry to match: each query word as a prefix. */
export function queryTokens(searchKey: Buffer, query: string): number[] {
  const words = searchWords(query).map((word) => {
    const characters = [...word]
    return characters.length > longestPrefix ? characters.slice(0, longestPrefix).join('') : word
  })
  return hashTokens(
    searchKey,
    // One ASCII letter is a word being typed; one Chinese or Japanese character is a word.
    words.filter((word) => [...word].length >= shortestPrefix || word > '\u007f'),
  )
}

function hashTokens(searchKey: Buffer, tokens: string[]): number[] {
  if (tokens.length === 0) return []
  const blocks = Buffer.alloc(tokens.length * blockBytes)
  tokens.forEach((token, index) => {
    Buffer.from(token).copy(blocks, index * blockBytes, 0, blockBytes)
  })
  const cipher = createCipheriv('aes-256-ecb', searchKey, null)
  cipher.setAutoPadding(false)
  const hashed = cipher.update(blocks)
  const numbers = new Set<number>()
  for (let offset = 0; offset < hashed.length; offset += blockBytes)
    numbers.add(hashed.readInt32BE(offset))
  return [...numbers]
}
