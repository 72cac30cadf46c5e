import { useMediaUrl } from '../media/media-url.ts'
import type { KindProps } from './kind-props.ts'
import { MediaState } from './media-state.tsx'
import type { Media } from '#shared/contracts/media.ts'

/** Stickers stand without a bubble. */
export function StickerMessage({ message, meta }: KindProps) {
  return (
    <div
      className={`flex flex-col gap-1 ${message.direction === 'outbound' ? 'items-end' : 'items-start'}`}
    >
      {message.media === null ? (
        <MediaState media={{ state: 'failed', kind: 'sticker', reason: null }} />
      ) : (
        <Sticker media={message.media} />
      )}
      <span className="rounded-full border border-line bg-panel px-2 py-0.5">{meta}</span>
    </div>
  )
}

function Sticker({ media }: { media: Media }) {
  const { url, isBroken, onLoadError } = useMediaUrl(media)
  if (media.state !== 'ready' || url === null || isBroken)
    return <MediaState media={media} isBroken={isBroken} />
  return <img src={url} alt="Sticker" onError={onLoadError} className="size-40 object-contain" />
}
