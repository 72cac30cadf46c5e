import { Download, FileText } from 'lucide-react'
import type { MessageOf } from '../simulator-api/wire-types.ts'
import { Meta } from './meta.tsx'
import { TextBody } from './text-body.tsx'

/** A file with its name; a tap downloads it. */
export function DocumentBody({ message }: { message: MessageOf<'document'> }) {
  const { caption, filename } = message.content
  const name = filename ?? 'Document'
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 ? name.slice(dot + 1, dot + 6).toLocaleUpperCase() : 'FILE'
  const card = (
    <>
      <span className="relative grid size-11 shrink-0 place-items-center rounded-lg bg-accent text-accent-ink">
        <FileText aria-hidden className="size-6" strokeWidth={1.6} />
      </span>
      <span className="min-w-0 flex-1">
        <span dir="auto" className="line-clamp-2 text-sm font-medium wrap-anywhere">
          {name}
        </span>
        <span className="text-xs text-bubble-muted">{extension}</span>
      </span>
    </>
  )
  const look = 'flex items-center gap-3 rounded-[0.6rem] bg-quote p-2.5'
  return (
    <div className="w-64 max-w-full">
      {message.mediaUrl === null ? (
        <div className={look}>{card}</div>
      ) : (
        <a
          href={message.mediaUrl}
          download={name}
          aria-label={`Download ${name}`}
          className={`${look} transition-colors hover:bg-ink/10`}
        >
          {card}
          <Download aria-hidden className="size-5 shrink-0 text-bubble-muted" />
        </a>
      )}
      {caption === undefined ? (
        <div className="h-5">
          <Meta message={message} isSpace />
        </div>
      ) : (
        <div className="pt-1">
          <TextBody text={caption} message={message} />
        </div>
      )}
    </div>
  )
}
