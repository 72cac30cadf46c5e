import { useMemo, type ReactNode } from 'react'
import { parseRichText, type TextPiece } from './parse-rich-text.ts'

interface RichTextProps {
  text: string
  /** Stands behind the last word. */
  end?: ReactNode
  className?: string
}

/** A message's text with its styles and links, in its own direction of writing. */
export function RichText({ text, end, className = '' }: RichTextProps) {
  const pieces = useMemo(() => parseRichText(text), [text])
  return (
    <p dir="auto" className={`wrap-anywhere whitespace-pre-wrap ${className}`}>
      <Pieces pieces={pieces} />
      {end}
    </p>
  )
}

function Pieces({ pieces }: { pieces: TextPiece[] }) {
  // A text is parsed anew when it changes; its pieces have no identity besides their place.
  return pieces.map((piece, place) => <Piece key={`${place}`} piece={piece} />)
}

function Piece({ piece }: { piece: TextPiece }) {
  switch (piece.kind) {
    case 'plain':
      return piece.text
    case 'link':
      return (
        <a
          href={piece.href}
          target="_blank"
          rel="noopener noreferrer"
          className="text-link underline decoration-link/40 underline-offset-2 hover:decoration-current"
        >
          {piece.text}
        </a>
      )
    case 'bold':
      return (
        <strong className="font-semibold">
          <Pieces pieces={piece.pieces} />
        </strong>
      )
    case 'italic':
      return (
        <em>
          <Pieces pieces={piece.pieces} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Pieces pieces={piece.pieces} />
        </s>
      )
    case 'code':
      return (
        <code className="rounded bg-quote px-1 py-px font-mono text-[0.9em]">{piece.text}</code>
      )
  }
}
