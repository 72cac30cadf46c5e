/**
 * What people see when they write WhatsApp's own marks: *bold*, _italic_, ~strike~, `code`, a fenced
 * block, "> quote" and "- item" lines; and the addresses in a text, as links.
 */
export type InlineNode =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: InlineNode[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; href: string; text: string }

export type BlockNode =
  | { kind: 'lines'; children: InlineNode[] }
  | { kind: 'quote'; children: InlineNode[] }
  | { kind: 'list'; items: InlineNode[][] }
  | { kind: 'codeBlock'; text: string }

const FENCE = /```([\s\S]+?)```/g
const QUOTE_LINE = /^> (.*)$/
const ITEM_LINE = /^[-*] (.+)$/

/** Reads a message text into blocks. Text without marks gives one block of lines. Never throws. */
export function parseWhatsAppText(text: string): BlockNode[] {
  const blocks: BlockNode[] = []
  let position = 0
  for (const match of text.matchAll(FENCE)) {
    blocks.push(...parseLines(text.slice(position, match.index)))
    blocks.push({ kind: 'codeBlock', text: (match[1] ?? '').replace(/^\n|\n$/g, '') })
    position = match.index + match[0].length
  }
  blocks.push(...parseLines(text.slice(position)))
  return blocks
}

function parseLines(text: string): BlockNode[] {
  const blocks: BlockNode[] = []
  let plain: string[] = []
  const flush = () => {
    const joined = plain.join('\n')
    if (joined.trim() !== '')
      blocks.push({ kind: 'lines', children: parseInline(trimEdges(joined)) })
    plain = []
  }
  for (const line of text.split('\n')) {
    const quote = QUOTE_LINE.exec(line)
    const item = ITEM_LINE.exec(line)
    if (quote) {
      flush()
      blocks.push({ kind: 'quote', children: parseInline(quote[1] ?? '') })
    } else if (item) {
      flush()
      const last = blocks.at(-1)
      const children = parseInline(item[1] ?? '')
      if (last?.kind === 'list') last.items.push(children)
      else blocks.push({ kind: 'list', items: [children] })
    } else plain.push(line)
  }
  flush()
  return blocks
}

const trimEdges = (text: string) => text.replace(/^\n+|\n+$/g, '')

const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' } as const
// A mark opens after a space or punctuation and closes before one, so that snake_case stays as typed.
const BEFORE = /[\s\p{P}\p{S}]/u
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/iu

function parseInline(text: string): InlineNode[] {
  const nodes: InlineNode[] = []
  let plain = ''
  const push = (node: InlineNode) => {
    if (plain !== '') nodes.push({ kind: 'text', text: plain })
    plain = ''
    nodes.push(node)
  }
  let index = 0
  while (index < text.length) {
    const atWordStart = index === 0 || BEFORE.test(text[index - 1] ?? '')
    const address = atWordStart ? addressAt(text, index) : null
    if (address) {
      push({ kind: 'link', href: hrefOf(address), text: address })
      index += address.length
      continue
    }
    const span = atWordStart ? spanAt(text, index) : null
    if (span) {
      push(span.node)
      index = span.end
      continue
    }
    plain += text[index]
    index += 1
  }
  if (plain !== '') nodes.push({ kind: 'text', text: plain })
  return nodes
}

function spanAt(text: string, start: number): { node: InlineNode; end: number } | null {
  const mark = text[start]
  if (mark !== '*' && mark !== '_' && mark !== '~' && mark !== '`') return null
  if (!/\S/.test(text[start + 1] ?? '')) return null
  for (let end = start + 2; end < text.length; end += 1) {
    if (text[end] === '\n') return null
    if (text[end] !== mark || /\s/.test(text[end - 1] ?? '')) continue
    if (end + 1 < text.length && !BEFORE.test(text[end + 1] ?? '')) continue
    const inner = text.slice(start + 1, end)
    if (inner === '' || inner === mark) return null
    const node: InlineNode =
      mark === '`'
        ? { kind: 'code', text: inner }
        : { kind: MARKS[mark], children: parseInline(inner) }
    return { node, end: end + 1 }
  }
  return null
}

function addressAt(text: string, start: number): string | null {
  const match = ADDRESS.exec(text.slice(start, start + 2048))
  if (match?.index !== 0) return null
  let address = match[0]
  // Punctuation that ends the sentence is not part of the address; a closing bracket is when it was opened inside.
  for (;;) {
    const last = address.at(-1) ?? ''
    const isStrayBracket = last === ')' && !address.slice(0, -1).includes('(')
    if (!/[.,;:!?'"*_~]/.test(last) && !isStrayBracket) break
    address = address.slice(0, -1)
  }
  return /[\w/]/.test(address.slice(4)) ? address : null
}

function hrefOf(address: string): string {
  if (/^https?:/i.test(address)) return address
  return /^www\./i.test(address) ? `https://${address}` : `mailto:${address}`
}
