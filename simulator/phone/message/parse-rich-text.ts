/** Pieces of a text as the phone shows it: WhatsApp's marks for style, and addresses to tap on. */
export type TextPiece =
  | { kind: 'plain'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'bold' | 'italic' | 'strike'; pieces: TextPiece[] }
  | { kind: 'code'; text: string }

// A mark opens at a word's start and closes at a word's end: 2*3*4 stays as it is.
const styled =
  /```([\s\S]+?)```|`([^`\n]+)`|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\3(?![\p{L}\p{N}])/u
const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'*_~]/u

const kindOfMark = { '*': 'bold', _: 'italic', '~': 'strike' } as const

export function parseRichText(text: string): TextPiece[] {
  const match = styled.exec(text)
  const link = address.exec(text)
  // An underscore inside an address is part of the address.
  if (link !== null && (match === null || link.index <= match.index)) {
    const href = link[0]
    const rest = text.slice(link.index + href.length)
    return [
      ...plain(text.slice(0, link.index)),
      { kind: 'link', text: href, href },
      ...parseRichText(rest),
    ]
  }
  if (match === null) return plain(text)
  const [whole, block, code, mark, inner] = match
  const before = plain(text.slice(0, match.index))
  const after = parseRichText(text.slice(match.index + whole.length))
  const literal = block ?? code
  if (literal !== undefined) return [...before, { kind: 'code', text: literal }, ...after]
  const kind = kindOfMark[mark as keyof typeof kindOfMark]
  return [...before, { kind, pieces: parseRichText(inner ?? '') }, ...after]
}

function plain(text: string): TextPiece[] {
  return text === '' ? [] : [{ kind: 'plain', text }]
}

/** The same text without its marks, for one-line previews. */
export function plainText(text: string): string {
  return parseRichText(text).map(textOf).join('').replaceAll(/\s+/gu, ' ')
}

function textOf(piece: TextPiece): string {
  return 'pieces' in piece ? piece.pieces.map(textOf).join('') : piece.text
}
