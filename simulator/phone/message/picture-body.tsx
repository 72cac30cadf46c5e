import { ImageOff, Play } from 'lucide-react'
import { useState } from 'react'
import type { MessageOf } from '../simulator-api/wire-types.ts'
import { useChat } from '../chat/chat-context.ts'
import { fullTime } from './format-time.ts'
import { TextBody } from './text-body.tsx'

/** A photo or video with its caption; a tap opens it large. */
export function PictureBody({ message }: { message: MessageOf<'image' | 'video'> }) {
  const { openViewer } = useChat()
  const [isBroken, setBroken] = useState(false)
  const { caption } = message.content
  const url = message.mediaUrl
  const isVideo = message.type === 'video'
  return (
    <div className="w-64 max-w-full">
      {url === null || isBroken ? (
        <MissingPicture isVideo={isVideo} />
      ) : (
        <button
          type="button"
          aria-label={isVideo ? 'Open video' : 'Open photo'}
          onClick={() =>
            openViewer({
              kind: isVideo ? 'video' : 'image',
              url,
              caption: caption ?? '',
              title: fullTime(message.timestampMs),
            })
          }
          className="relative block w-full overflow-hidden rounded-[0.6rem] bg-ink/8"
        >
          {isVideo ? (
            <>
              <video
                src={url}
                preload="metadata"
                muted
                playsInline
                onError={() => setBroken(true)}
                className="max-h-80 min-h-36 w-full object-cover"
              />
              <span className="absolute inset-0 m-auto grid size-13 place-items-center rounded-full bg-black/50 text-white">
                <Play aria-hidden className="ms-0.5 size-6 fill-current" />
              </span>
            </>
          ) : (
            <img
              src={url}
              alt={caption ?? 'Photo'}
              onError={() => setBroken(true)}
              className="max-h-80 min-h-28 w-full object-cover"
            />
          )}
          {message.status === 'pending' ? (
            <span className="absolute inset-0 animate-shimmer bg-screen/40" />
          ) : null}
        </button>
      )}
      {caption === undefined ? null : (
        <div className="pt-1">
          <TextBody text={caption} message={message} />
        </div>
      )}
    </div>
  )
}

function MissingPicture({ isVideo }: { isVideo: boolean }) {
  return (
    <div className="flex h-36 flex-col items-center justify-center gap-1.5 rounded-[0.6rem] bg-quote text-sm text-bubble-muted">
      <ImageOff aria-hidden className="size-7" strokeWidth={1.5} />
      {isVideo ? 'Video not available' : 'Photo not available'}
    </div>
  )
}
