import type { QuickReply } from '#shared/contracts/conversation.ts'

/** The word behind a leading slash, while it is still being typed; null when the text is not one. */
export function quickReplyQuery(text: string): string | null {
  return /^\/(\S*)$/.exec(text)?.[1]?.toLowerCase() ?? null
}

/** Quick replies for what was typed, best first: shortcut begins, shortcut holds, text holds, letters in order. */
export function matchQuickReplies(replies: QuickReply[], query: string): QuickReply[] {
  const ranked = replies.flatMap((reply) => {
    const rank = rankOf(reply, query)
    return rank === null ? [] : [{ reply, rank }]
  })
  ranked.sort((a, b) => a.rank - b.rank || a.reply.shortcut.localeCompare(b.reply.shortcut))
  return ranked.map(({ reply }) => reply)
}

function rankOf({ shortcut, text }: QuickReply, query: string): number | null {
  const name = shortcut.replace(/^\//, '').toLowerCase()
  if (name.startsWith(query)) return 0
  if (name.includes(query)) return 1
  if (text.toLowerCase().includes(query)) return 2
  return lettersInOrder(name, query) ? 3 : null
}

function lettersInOrder(name: string, query: string): boolean {
  let position = 0
  for (const letter of name) if (letter === query[position]) position += 1
  return position === query.length
}
