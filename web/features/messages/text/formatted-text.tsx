import { Fragment, useMemo, type ReactNode } from 'react'
import { parseWhatsAppText, type BlockNode, type InlineNode } from './whatsapp-text.ts'

/**
 * A message text as WhatsApp would show it. `trailing` (time and ticks) floats beside the last line when there is
 * room and below it when there is not.
 */
export function FormattedText({ text, trailing }: { text: string; trailing?: ReactNode }) {
  const blocks = useMemo(() => parseWhatsAppText(text), [text])
  return (
    <div dir="auto" className="flow-root wrap-anywhere">
      {blocks.map((block, index) => (
        <Block key={index} block={block} isLast={index === blocks.length - 1} />
      ))}
      {trailing}
    </div>
  )
}

function Block({ block, isLast }: { block: BlockNode; isLast: boolean }) {
  switch (block.kind) {
    case 'lines': {
      const lines = <Inline nodes={block.children} />
      return isLast ? (
        <span className="whitespace-pre-wrap">{lines}</span>
      ) : (
        <p className="whitespace-pre-wrap">{lines}</p>
      )
    }
    case 'quote':
      return (
        <blockquote className="my-1 border-s-2 border-line-strong ps-2 text-muted">
          <Inline nodes={block.children} />
        </blockquote>
      )
    case 'list':
      return (
        <ul className="my-0.5 list-disc ps-5">
          {block.items.map((item, index) => (
            <li key={index}>
              <Inline nodes={item} />
            </li>
          ))}
        </ul>
      )
    case 'codeBlock':
      return (
        <pre className="my-1 rounded-sm bg-ink/6 px-2 py-1.5 font-mono text-sm whitespace-pre-wrap">
          {block.text}
        </pre>
      )
    default:
      return block satisfies never
  }
}

function Inline({ nodes }: { nodes: InlineNode[] }) {
  return nodes.map((node, index) => <Fragment key={index}>{inline(node)}</Fragment>)
}

function inline(node: InlineNode): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'bold':
      return (
        <strong className="font-semibold">
          <Inline nodes={node.children} />
        </strong>
      )
    case 'italic':
      return (
        <em>
          <Inline nodes={node.children} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Inline nodes={node.children} />
        </s>
      )
    case 'code':
      return <code className="rounded-[4px] bg-ink/6 px-1 font-mono text-sm">{node.text}</code>
    case 'link':
      return (
        <a
          href={node.href}
          target="_blank"
          rel="noopener noreferrer"
          className="text-info underline decoration-info/40 underline-offset-2 hover:decoration-info"
        >
          {node.text}
        </a>
      )
    default:
      return node satisfies never
  }
}
