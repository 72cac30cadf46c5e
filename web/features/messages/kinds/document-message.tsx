import {
  Download,
  FileText,
  FileSpreadsheet,
  FileArchive,
  FileImage,
  File as FileIcon,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Media } from '#shared/contracts/media.ts'
import { textAt } from '../content.ts'
import { download } from '../media/download.ts'
import { renewMediaUrl } from '../media/media-url.ts'
import { sizeWords } from '../time/time-words.ts'
import { showToast } from '#web/ui/toast.tsx'
import { Caption } from './caption.tsx'
import { fileTypeWords } from './file-type.ts'
import type { KindProps } from './kind-props.ts'
import { MediaState } from './media-state.tsx'

export function DocumentMessage({ message, meta }: KindProps) {
  const { media } = message
  return (
    <div className="w-80 max-w-full p-1">
      {media === null ? (
        <MediaState media={{ state: 'failed', kind: 'document', reason: null }} />
      ) : (
        <DocumentCard
          media={media}
          fileName={textAt(message.content, 'document', 'filename') ?? media.fileName}
        />
      )}
      <Caption text={textAt(message.content, 'document', 'caption')} meta={meta} />
    </div>
  )
}

/** Name, type and size of a file, and its download. */
export function DocumentCard({ media, fileName }: { media: Media; fileName: string | null }) {
  if (media.state !== 'ready') return <MediaState media={media} />
  const name = fileName ?? media.fileName ?? 'Document'
  const type = fileTypeWords(name, media.mimeType)
  const facts = [type, media.sizeBytes === null ? null : sizeWords(media.sizeBytes)]
  const save = async () => {
    try {
      // Signed addresses are short-lived: a download asks for a fresh one.
      const url = await renewMediaUrl(media.id)
      if (url !== null) download(url, name)
    } catch (error) {
      showToast({
        tone: 'danger',
        title: 'Not downloaded',
        detail: error instanceof Error ? error.message : 'The file could not be fetched.',
      })
    }
  }
  return (
    <button
      type="button"
      onClick={() => void save()}
      className="group/file flex w-full items-center gap-3 rounded-lg bg-ink/5 px-3 py-2.5 text-start transition-colors hover:bg-ink/8"
    >
      <span
        aria-hidden
        className="flex size-10 shrink-0 items-center justify-center rounded-md bg-tint-rose text-tint-rose-ink"
      >
        {iconOf(media.mimeType)}
      </span>
      <span className="min-w-0 flex-1">
        <span className="sr-only">Download </span>
        <span className="block truncate font-medium">
          <bdi>{name}</bdi>
        </span>
        <span className="tabular block text-xs text-muted">
          {facts.filter(Boolean).join(' · ')}
        </span>
      </span>
      <Download
        aria-hidden
        size={17}
        className="shrink-0 text-faint transition-colors group-hover/file:text-ink"
      />
    </button>
  )
}

function iconOf(mimeType: string): ReactNode {
  if (/pdf|word|text/.test(mimeType)) return <FileText size={20} />
  if (/sheet|excel|csv/.test(mimeType)) return <FileSpreadsheet size={20} />
  if (/zip|rar|7z|tar/.test(mimeType)) return <FileArchive size={20} />
  if (/^(image|video)/.test(mimeType)) return <FileImage size={20} />
  return <FileIcon size={20} />
}
