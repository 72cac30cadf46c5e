import { FileText } from 'lucide-react'
import type { LocationContent, MediaContent } from '../simulator-api/wire-types.ts'
import { useChat } from '../chat/chat-context.ts'
import { LocationBody } from './location-body.tsx'
import { RichText } from './rich-text.tsx'

interface Header {
  type: string
  text?: string
  image?: MediaContent
  video?: MediaContent
  document?: MediaContent
  mediaUrl?: string
  filename?: string
  location?: LocationContent
}

interface HeaderPartProps {
  header: Header | null
  mediaUrl: string | null
}

/** The top of an interactive message or template: a line of text, a picture, a video, a file or a place. */
export function HeaderPart({ header, mediaUrl }: HeaderPartProps) {
  const { openViewer } = useChat()
  if (header === null) return null
  const type = header.type.toLowerCase()
  const id = (header.image ?? header.video ?? header.document)?.id
  const url =
    header.mediaUrl ?? mediaUrl ?? (id === undefined ? null : `/simulator/api/media/${id}`)
  if (type === 'text')
    return <RichText text={header.text ?? ''} className="px-1.5 py-0.5 font-semibold" />
  if (type === 'location' && header.location !== undefined)
    return <LocationBody location={header.location} />
  if (type === 'document') {
    const name = header.filename ?? header.document?.filename ?? 'Document'
    return (
      <a
        href={url ?? undefined}
        download={name}
        className="mb-1 flex items-center gap-2.5 rounded-[0.6rem] bg-quote p-2.5 text-sm font-medium"
      >
        <FileText aria-hidden className="size-6 shrink-0 text-accent" strokeWidth={1.6} />
        <span dir="auto" className="min-w-0 truncate">
          {name}
        </span>
      </a>
    )
  }
  if (url === null) return null
  const kind = type === 'video' ? 'video' : 'image'
  return (
    <button
      type="button"
      aria-label={kind === 'video' ? 'Open video' : 'Open photo'}
      onClick={() => openViewer({ kind, url, caption: '', title: '' })}
      className="mb-1 block w-full overflow-hidden rounded-[0.6rem] bg-ink/8"
    >
      {kind === 'video' ? (
        <video
          src={url}
          preload="metadata"
          muted
          playsInline
          className="h-36 w-full object-cover"
        />
      ) : (
        <img src={url} alt="" className="max-h-52 min-h-28 w-full object-cover" />
      )}
    </button>
  )
}
