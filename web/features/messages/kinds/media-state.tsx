import { CircleAlert, CloudDownload } from 'lucide-react'
import type { Media } from '#shared/contracts/media.ts'

const WORDS: Record<Media['kind'], string> = {
  image: 'Photo',
  video: 'Video',
  audio: 'Audio',
  document: 'Document',
  sticker: 'Sticker',
}

/** Stands where media would be while it is fetched, and says why when it could not be. */
export function MediaState({
  media,
  isBroken = false,
}: {
  media: Pick<Media, 'state' | 'kind' | 'reason'>
  /** Fetched, but the browser cannot load it. */
  isBroken?: boolean
}) {
  const isPending = media.state === 'pending'
  const reason =
    media.reason ??
    (isBroken
      ? 'The file does not load. Reload the page; if it stays like this, ask them to send it again.'
      : 'WhatsApp did not hand the file over. Ask them to send it again.')
  return (
    <div className="flex w-full min-w-64 items-center gap-3 rounded-lg bg-ink/5 px-3 py-3">
      <span
        aria-hidden
        className={
          isPending
            ? 'flex size-9 shrink-0 items-center justify-center rounded-full bg-ink/6 text-muted motion-safe:animate-pulse'
            : 'flex size-9 shrink-0 items-center justify-center rounded-full bg-danger-soft text-danger'
        }
      >
        {isPending ? <CloudDownload size={18} /> : <CircleAlert size={18} />}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block text-sm font-medium">
          {isPending ? 'Fetching from WhatsApp…' : `${WORDS[media.kind]} not available`}
        </span>
        {!isPending && <span className="block text-sm text-muted">{reason}</span>}
      </span>
    </div>
  )
}
