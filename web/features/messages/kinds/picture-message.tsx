import { Play } from 'lucide-react'
import { useState } from 'react'
import type { Media } from '#shared/contracts/media.ts'
import { textAt } from '../content.ts'
import { useMediaUrl } from '../media/media-url.ts'
import { pictureShape, rememberShape } from '../media/picture-shape.ts'
import { useThreadActions } from '../thread/thread-context.tsx'
import { Caption } from './caption.tsx'
import type { KindProps } from './kind-props.ts'
import { MediaState } from './media-state.tsx'

/** Photos and videos: a still that opens the viewer. */
export function PictureMessage({ message, meta }: KindProps) {
  const { media } = message
  const caption = textAt(message.content, message.type, 'caption')
  return (
    <div className="w-80 max-w-full p-1">
      {media === null ? (
        <MediaState
          media={{
            state: 'failed',
            kind: message.type === 'video' ? 'video' : 'image',
            reason: null,
          }}
        />
      ) : (
        <PictureStill media={media} label={caption ?? message.text} />
      )}
      <Caption text={caption} meta={meta} />
    </div>
  )
}

/** The picture itself, also used as header of templates and buttons. */
export function PictureStill({ media, label }: { media: Media; label: string }) {
  const { openMedia } = useThreadActions()
  const { url, isBroken, onLoadError } = useMediaUrl(media)
  const [shape, setShape] = useState(() => pictureShape(media.id))
  if (media.state !== 'ready' || url === null || isBroken)
    return <MediaState media={media} isBroken={isBroken} />
  const isVideo = media.kind === 'video'
  return (
    <button
      type="button"
      aria-label={`Open ${isVideo ? 'video' : 'photo'}: ${label}`}
      onClick={() => openMedia(media.id)}
      style={{ aspectRatio: 1 / shape }}
      className="group/still relative block w-full overflow-hidden rounded-lg bg-ink/6"
    >
      {isVideo ? (
        <video
          src={`${url}#t=0.1`}
          preload="metadata"
          muted
          playsInline
          onError={onLoadError}
          onLoadedMetadata={(event) => {
            const { videoWidth, videoHeight } = event.currentTarget
            setShape(rememberShape(media.id, videoWidth, videoHeight))
          }}
          className="size-full object-cover"
        />
      ) : (
        <img
          src={url}
          alt=""
          draggable={false}
          onError={onLoadError}
          onLoad={(event) => {
            const { naturalWidth, naturalHeight } = event.currentTarget
            setShape(rememberShape(media.id, naturalWidth, naturalHeight))
          }}
          className="size-full object-cover transition-[filter] group-hover/still:brightness-95"
        />
      )}
      {isVideo && (
        <span
          aria-hidden
          className="absolute inset-0 m-auto flex size-12 items-center justify-center rounded-full bg-[rgb(0_0_0/0.55)] text-[white] transition-transform group-hover/still:scale-105"
        >
          <Play size={22} fill="currentColor" className="ms-0.5" />
        </span>
      )}
    </button>
  )
}
