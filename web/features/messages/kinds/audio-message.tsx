import { clsx } from 'clsx'
import { Mic, Music } from 'lucide-react'
import { textAt, valueAt } from '../content.ts'
import { useMediaUrl } from '../media/media-url.ts'
import { VoicePlayer } from '../media/voice-player.tsx'
import type { KindProps } from './kind-props.ts'
import { MediaState } from './media-state.tsx'
import type { Media } from '#shared/contracts/media.ts'

/** Voice notes and audio files: both play here; a voice note carries the microphone, blue once it was played. */
export function AudioMessage({ message, meta }: KindProps) {
  const { media } = message
  const isVoice = media?.isVoice === true || valueAt(message.content, 'audio', 'voice') === true
  return (
    <div className="w-76 max-w-full px-2 pt-2 pb-1.5">
      {media === null ? (
        <MediaState media={{ state: 'failed', kind: 'audio', reason: null }} />
      ) : (
        <Player
          media={media}
          name={textAt(message.content, 'audio', 'filename') ?? media.fileName}
          isVoice={isVoice}
          isPlayed={message.status === 'played'}
          author={message.author.name}
        />
      )}
      <div className="flow-root pe-1">{meta}</div>
    </div>
  )
}

function Player({
  media,
  name,
  isVoice,
  isPlayed,
  author,
}: {
  media: Media
  name: string | null
  isVoice: boolean
  isPlayed: boolean
  author: string
}) {
  const { url, isBroken, onLoadError } = useMediaUrl(media)
  if (media.state !== 'ready' || url === null || isBroken)
    return <MediaState media={media} isBroken={isBroken} />
  return (
    <>
      {!isVoice && name !== null && (
        <p dir="auto" className="mb-1 truncate px-1 text-sm font-medium">
          {name}
        </p>
      )}
      <VoicePlayer
        id={media.id}
        url={url}
        sizeBytes={media.sizeBytes}
        label={isVoice ? `Voice message from ${author}` : `Audio from ${author}`}
        onError={onLoadError}
        badge={
          <span
            aria-hidden
            className={clsx(
              'flex size-7 shrink-0 items-center justify-center rounded-full bg-ink/6',
              isPlayed ? 'text-info' : 'text-muted',
            )}
          >
            {isVoice ? <Mic size={15} /> : <Music size={15} />}
          </span>
        }
      />
    </>
  )
}
