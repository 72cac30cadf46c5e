import { CircleAlert, FileText, Music, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { sizeWords } from '../time/time-words.ts'
import {
  asDocument,
  attachmentOf,
  releaseAttachment,
  takesCaption,
  type Attachment,
} from './attachment.ts'
import { CAPTION_MAX_CHARACTERS } from './media-limits.ts'
import { shrinkPicture } from './shrink-picture.ts'

/** Files about to be sent: what they are, what is wrong with them, and a caption for each when there are several. */
export function AttachmentTray({
  attachments,
  onChange,
}: {
  attachments: Attachment[]
  onChange: (attachments: Attachment[]) => void
}) {
  const replace = (id: string, next: Attachment) =>
    onChange(attachments.map((attachment) => (attachment.id === id ? next : attachment)))
  const remove = (attachment: Attachment) => {
    releaseAttachment(attachment)
    onChange(attachments.filter(({ id }) => id !== attachment.id))
  }
  return (
    <ul aria-label="Attachments" className="max-h-64 space-y-1.5 overflow-y-auto px-2 pt-2">
      {attachments.map((attachment) => (
        <li key={attachment.id} className="rounded-md bg-sunken p-1.5">
          <div className="flex items-center gap-2.5">
            <Thumbnail attachment={attachment} />
            <div className="min-w-0 flex-1">
              <p dir="auto" className="truncate text-sm font-medium">
                {attachment.file.name}
              </p>
              <p className="tabular text-xs text-muted">
                {WORDS[attachment.check.kind]} · {sizeWords(attachment.file.size)}
              </p>
            </div>
            <IconButton
              size="sm"
              label={`Remove ${attachment.file.name}`}
              icon={<X size={16} />}
              onClick={() => remove(attachment)}
            />
          </div>
          {attachment.check.problem !== null && (
            <Fault attachment={attachment} onFixed={(next) => replace(attachment.id, next)} />
          )}
          {attachments.length > 1 && takesCaption(attachment) && (
            <input
              dir="auto"
              aria-label={`Caption for ${attachment.file.name}`}
              placeholder="Add a caption"
              value={attachment.caption}
              maxLength={CAPTION_MAX_CHARACTERS}
              onChange={(event) =>
                replace(attachment.id, { ...attachment, caption: event.currentTarget.value })
              }
              className="mt-1.5 h-7 w-full rounded-sm border border-line bg-raised px-2 text-sm outline-none placeholder:text-faint focus:border-focus focus:ring-2 focus:ring-focus/25 touch:h-11"
            />
          )}
        </li>
      ))}
    </ul>
  )
}

const WORDS: Record<Attachment['check']['kind'], string> = {
  image: 'Photo',
  video: 'Video',
  audio: 'Audio',
  document: 'Document',
  sticker: 'Sticker',
}

function Thumbnail({ attachment }: { attachment: Attachment }) {
  const { previewUrl, file, check } = attachment
  const look = 'size-11 shrink-0 rounded-sm bg-ink/6'
  if (previewUrl !== null && file.type.startsWith('image/'))
    return <img src={previewUrl} alt="" className={`${look} object-cover`} />
  if (previewUrl !== null && file.type.startsWith('video/'))
    return (
      <video
        src={`${previewUrl}#t=0.1`}
        muted
        preload="metadata"
        className={`${look} object-cover`}
      />
    )
  return (
    <span aria-hidden className={`${look} flex items-center justify-center text-muted`}>
      {check.kind === 'audio' ? <Music size={19} /> : <FileText size={19} />}
    </span>
  )
}

function Fault({
  attachment,
  onFixed,
}: {
  attachment: Attachment
  onFixed: (attachment: Attachment) => void
}) {
  const { check, file } = attachment
  const [isShrinking, setIsShrinking] = useState(false)
  const [shrinkProblem, setShrinkProblem] = useState<string | null>(null)
  const shrink = async () => {
    setIsShrinking(true)
    try {
      const smaller = attachmentOf(await shrinkPicture(file))
      releaseAttachment(attachment)
      onFixed({ ...smaller, caption: attachment.caption })
    } catch (error) {
      setShrinkProblem(error instanceof Error ? error.message : 'The picture cannot be read.')
      setIsShrinking(false)
    }
  }
  return (
    <div role="alert" className="mt-1.5 rounded-sm bg-danger-soft px-2 py-1.5 text-sm">
      <p className="flex gap-1.5">
        <CircleAlert aria-hidden size={15} className="mt-px shrink-0 text-danger" />
        {shrinkProblem ?? check.problem}
      </p>
      {check.remedies.length > 0 && (
        <div className="mt-1.5 flex flex-wrap gap-1.5 ps-5">
          {check.remedies.includes('shrink') && shrinkProblem === null && (
            <Button size="sm" isBusy={isShrinking} onClick={() => void shrink()}>
              Shrink to fit
            </Button>
          )}
          {check.remedies.includes('document') && (
            <Button size="sm" onClick={() => onFixed(asDocument(attachment))}>
              Send as document
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
