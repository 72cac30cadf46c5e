import { Dialog } from '@base-ui/react/dialog'
import { ChevronLeft, ChevronRight, Download, RotateCw, X, ZoomIn, ZoomOut } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Media } from '#shared/contracts/media.ts'
import type { Message } from '#shared/contracts/message.ts'
import { Tooltip } from '#web/ui/tooltip.tsx'
import { textAt } from '../content.ts'
import { download } from '../media/download.ts'
import { renewMediaUrl, useMediaUrl } from '../media/media-url.ts'
import { fullTime } from '../time/time-words.ts'
import { MediaState } from '../kinds/media-state.tsx'
import { STRAIGHT, turned, ZOOM_MAX, ZOOM_STEP, zoomed, type Pose } from './picture-pose.ts'
import { useViewerKeys } from './use-viewer-keys.ts'
import { ViewedPicture } from './viewed-picture.tsx'

export type ViewedMessage = Message & { media: Media }

/** Pictures and videos of the thread, one at a time over the whole screen. */
export default function MediaViewer({
  messages,
  mediaId,
  onShow,
  onClose,
}: {
  /** Those with a picture or video, oldest first. */
  messages: ViewedMessage[]
  mediaId: string
  onShow: (mediaId: string) => void
  onClose: () => void
}) {
  const at = messages.findIndex(({ media }) => media.id === mediaId)
  const message = messages[at]
  if (message === undefined) return null
  const step = (by: number) => {
    const next = messages[at + by]
    if (next !== undefined) onShow(next.media.id)
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup
          data-theme="dark"
          className="fixed inset-0 z-1 flex flex-col bg-[rgb(8_10_9/0.96)] text-ink outline-none"
        >
          <Viewed
            message={message}
            place={`${at + 1} of ${messages.length}`}
            onPrevious={at > 0 ? () => step(-1) : null}
            onNext={at < messages.length - 1 ? () => step(1) : null}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Viewed({
  message,
  place,
  onPrevious,
  onNext,
}: {
  message: ViewedMessage
  place: string
  onPrevious: (() => void) | null
  onNext: (() => void) | null
}) {
  const { media } = message
  const [posed, setPosed] = useState({ mediaId: media.id, pose: STRAIGHT })
  // Each picture starts straight.
  const pose = posed.mediaId === media.id ? posed.pose : STRAIGHT
  const setPose = (next: Pose) => setPosed({ mediaId: media.id, pose: next })
  const isVideo = media.kind === 'video'
  const caption = textAt(message.content, message.type, 'caption')
  const save = async () => {
    // Signed addresses are short-lived; if no fresh one can be had, the known one may still work.
    const url = await renewMediaUrl(media.id).catch(() => media.url)
    if (url !== null) download(url, media.fileName ?? `${media.kind}-${media.id}`)
  }
  useViewerKeys({ pose, setPose, onPrevious, onNext })
  return (
    <>
      <header className="flex items-center gap-1 px-4 py-3">
        <div className="min-w-0 flex-1">
          <Dialog.Title dir="auto" className="truncate text-base font-semibold">
            {message.author.name}
          </Dialog.Title>
          <p className="tabular text-xs text-muted">
            {fullTime(message.occurredAt)} · {place}
          </p>
        </div>
        {!isVideo && (
          <>
            <ViewerButton
              label="Zoom out"
              icon={<ZoomOut size={19} />}
              isOff={pose.zoom === 1}
              onPress={() => setPose(zoomed(pose, 1 / ZOOM_STEP))}
            />
            <span className="tabular w-11 text-center text-xs text-muted max-sm:hidden">
              {Math.round(pose.zoom * 100)} %
            </span>
            <ViewerButton
              label="Zoom in"
              icon={<ZoomIn size={19} />}
              isOff={pose.zoom === ZOOM_MAX}
              onPress={() => setPose(zoomed(pose, ZOOM_STEP))}
            />
            <ViewerButton
              label="Rotate"
              icon={<RotateCw size={18} />}
              onPress={() => setPose(turned(pose))}
            />
          </>
        )}
        <ViewerButton label="Download" icon={<Download size={18} />} onPress={() => void save()} />
        <Dialog.Close render={<ViewerButton label="Close" icon={<X size={20} />} />} />
      </header>
      <div className="relative flex min-h-0 flex-1 items-center justify-center overflow-hidden px-2">
        <ViewedMedia
          key={media.id}
          media={media}
          label={caption ?? `${isVideo ? 'Video' : 'Photo'} from ${message.author.name}`}
          pose={pose}
          onPose={setPose}
        />
        {onPrevious !== null && (
          <Side label="Previous" className="start-3" onPress={onPrevious}>
            <ChevronLeft size={24} className="rtl:-scale-x-100" />
          </Side>
        )}
        {onNext !== null && (
          <Side label="Next" className="end-3" onPress={onNext}>
            <ChevronRight size={24} className="rtl:-scale-x-100" />
          </Side>
        )}
      </div>
      <p dir="auto" className="min-h-12 px-6 py-3 text-center text-base text-pretty">
        {caption}
      </p>
    </>
  )
}

function ViewedMedia({
  media,
  label,
  pose,
  onPose,
}: {
  media: Media
  label: string
  pose: Pose
  onPose: (pose: Pose) => void
}) {
  const { url, isBroken, onLoadError } = useMediaUrl(media)
  if (media.state !== 'ready' || url === null || isBroken)
    return (
      <div>
        <MediaState media={media} isBroken={isBroken} />
      </div>
    )
  if (media.kind !== 'video')
    return <ViewedPicture url={url} alt={label} pose={pose} onPose={onPose} onError={onLoadError} />
  // Contacts' videos come without captions; the track stands for that they have none.
  return (
    <video
      src={url}
      controls
      playsInline
      aria-label={label}
      onError={onLoadError}
      className="max-h-full max-w-full rounded-md"
    >
      <track kind="captions" />
    </video>
  )
}

function ViewerButton({
  label,
  icon,
  isOff = false,
  onPress,
  ...rest
}: {
  label: string
  icon: ReactNode
  isOff?: boolean
  onPress?: () => void
}) {
  return (
    <Tooltip label={label} side="bottom">
      <button
        {...rest}
        type="button"
        aria-label={label}
        aria-disabled={isOff || undefined}
        {...(onPress && { onClick: onPress })}
        className="flex size-10 items-center justify-center rounded-md text-muted transition-colors hover:bg-hover hover:text-ink aria-disabled:opacity-40 touch:size-11"
      >
        {icon}
      </button>
    </Tooltip>
  )
}

function Side({
  label,
  className,
  onPress,
  children,
}: {
  label: string
  className: string
  onPress: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onPress}
      className={`absolute inset-y-0 my-auto flex size-11 items-center justify-center rounded-full bg-raised/80 text-ink shadow-overlay transition-colors hover:bg-raised ${className}`}
    >
      {children}
    </button>
  )
}
